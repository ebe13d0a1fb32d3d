#include "formats/csvdialect.h"
#include "formats/csvreader.h"
#include "formats/jsonlreader.h"
#include "formats/listformat.h"
#include "formats/listreader.h"
#include "formats/listsniffer.h"
#include "formats/sitemapreader.h"
#include "formats/txtreader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace sluice {

namespace {

using Reader = Result<std::unique_ptr<ListReader>>;

constexpr qsizetype sniffed = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("ListReader", text);
}

Error unusable(const QString &sentence)
{
    return {ErrorKind::Input, sentence};
}

template <typename T, typename... Args>
Reader made(Args &&...args)
{
    return std::unique_ptr<ListReader>(std::make_unique<T>(std::forward<Args>(args)...));
}

Result<ListFormat> chooseFormat(QByteArrayView beginning, std::optional<ListFormat> named, const ListOptions &options)
{
    if (!options.format.isEmpty()) {
        if (const auto chosen = listFormatFromName(options.format))
            return *chosen;
        return unusable(tr("There is no list format “%1”. Choose one of: %2.").arg(options.format, listFormatNames()));
    }
    return named ? *named : sniffListFormat(beginning, options.urlColumn);
}

Reader openInput(ListInput input, std::optional<ListFormat> named, const ListOptions &options)
{
    auto beginning = input.peek(sniffed);
    if (beginning.startsWith("\xEF\xBB\xBF"))
        beginning = beginning.sliced(3);
    const auto format = chooseFormat(beginning, named, options);
    if (!format)
        return format.error();
    if (format.value() != ListFormat::Xml && (beginning.startsWith("\xFF\xFE") || beginning.startsWith("\xFE\xFF")))
        return unusable(tr("It is UTF-16: save it as UTF-8."));
    const auto delimiter = sniffDelimiter(beginning);
    switch (format.value()) {
    case ListFormat::Txt:
        return made<TxtReader>(LineReader(std::move(input)));
    case ListFormat::Csv:
        return CsvReader::open(LineReader(std::move(input)), delimiter, options.urlColumn);
    case ListFormat::Tsv:
        return CsvReader::open(LineReader(std::move(input)), '\t', options.urlColumn);
    case ListFormat::Jsonl:
        return made<JsonlReader>(LineReader(std::move(input)), options.urlColumn);
    case ListFormat::Xml:
        return made<SitemapReader>(std::move(input));
    }
    Q_UNREACHABLE();
}

} // namespace

Result<std::unique_ptr<ListReader>> openList(const QString &fileName, const ListOptions &options)
{
    if (QFileInfo(fileName).isDir())
        return unusable(tr("“%1” is a folder, not a list.").arg(fileName));
    auto file = std::make_unique<QFile>(fileName);
    if (!file->open(QIODevice::ReadOnly))
        return unusable(tr("The list “%1” cannot be opened: %2.").arg(fileName, file->errorString()));
    const auto name = parseListName(fileName);
    ListInput input(std::move(file));
    if (name.isCompressed && !input.isCompressed())
        return unusable(tr("“%1” is not compressed as its name says: it is damaged or misnamed.").arg(fileName));
    auto reader = openInput(std::move(input), name.format, options);
    if (reader.failed())
        return Error{reader.error().kind, tr("The list “%1” cannot be read. %2").arg(fileName, reader.error().message)};
    return reader;
}

Result<std::unique_ptr<ListReader>> openList(std::unique_ptr<QIODevice> device, const ListOptions &options)
{
    return openInput(ListInput(std::move(device)), {}, options);
}

} // namespace sluice
