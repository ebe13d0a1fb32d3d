#include "formats/csvwriter.h"
#include "formats/jsonlwriter.h"
#include "formats/rowwriter.h"

#include <QCoreApplication>

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

} // namespace

Result<std::unique_ptr<RowWriter>> openRowWriter(const QString &fileName)
{
    if (fileName.endsWith(QLatin1StringView(".csv"), Qt::CaseInsensitive))
        return opened<CsvWriter>(fileName, ',');
    if (fileName.endsWith(QLatin1StringView(".tsv"), Qt::CaseInsensitive))
        return opened<CsvWriter>(fileName, '\t');
    if (fileName.endsWith(QLatin1StringView(".jsonl"), Qt::CaseInsensitive))
        return opened<JsonlWriter>(fileName);
    return Error{
        ErrorKind::Input,
        QCoreApplication::translate("RowWriter", "“%1” cannot be written: its name must end with .csv, .tsv or .jsonl.")
            .arg(fileName)};
}

} // namespace sluice
