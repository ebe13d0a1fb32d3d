#include "formats/csvwriter.h"
#include "formats/jsonlwriter.h"
#include "formats/rowwriter.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sluice {

namespace {

template <typename Writer, typename... Args>
Result<std::unique_ptr<RowWriter>> opened(Args &&...args)
{
    auto writer = std::make_unique<Writer>(std::forward<Args>(args)...);
    if (const auto open = writer->open(); !open)
        return open.error();
    return std::unique_ptr<RowWriter>(std::move(writer));
}

enum class TableFormat { Csv, Tsv, Jsonl };

Result<TableFormat> formatOf(const QString &fileName)
{
    if (fileName.endsWith(QLatin1StringView(".csv"), Qt::CaseInsensitive))
        return TableFormat::Csv;
    if (fileName.endsWith(QLatin1StringView(".tsv"), Qt::CaseInsensitive))
        return TableFormat::Tsv;
    if (fileName.endsWith(QLatin1StringView(".jsonl"), Qt::CaseInsensitive))
        return TableFormat::Jsonl;
    return Error{
        ErrorKind::Input,
        QCoreApplication::translate(
            "RowWriter", "“%1” cannot be written: its name must end with .csv, .tsv or .jsonl, or .html for a report.")
            .arg(fileName)};
}

} // namespace

Result<void> checkTableTarget(const QString &fileName)
{
    const auto format = formatOf(fileName);
    if (!format)
        return format.error();
    return checkFileTarget(fileName);
}

Result<void> checkFileTarget(const QString &fileName)
{
    const QFileInfo file(fileName);
    const QFileInfo folder(file.absolutePath());
    const auto refuse = [&fileName](const char *why) {
        return Error{ErrorKind::Input, QCoreApplication::translate("RowWriter", why).arg(fileName)};
    };
    if (!folder.isDir())
        return refuse(QT_TRANSLATE_NOOP("RowWriter", "“%1” cannot be written: there is no such folder."));
    if (!folder.isWritable())
        return refuse(QT_TRANSLATE_NOOP("RowWriter", "“%1” cannot be written: its folder does not allow it."));
    if (file.isDir())
        return refuse(QT_TRANSLATE_NOOP("RowWriter", "“%1” cannot be written: it is a folder."));
    return success();
}

Result<std::unique_ptr<RowWriter>> openRowWriter(const QString &fileName)
{
    const auto format = formatOf(fileName);
    if (!format)
        return format.error();
    switch (format.value()) {
    case TableFormat::Csv:
        return opened<CsvWriter>(fileName, ',');
    case TableFormat::Tsv:
        return opened<CsvWriter>(fileName, '\t');
    case TableFormat::Jsonl:
        return opened<JsonlWriter>(fileName);
    }
    Q_UNREACHABLE();
}

} // namespace sluice
