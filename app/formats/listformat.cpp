#include "formats/listformat.h"

#include "formats/listreader.h"

#include <QStringList>

#include <array>
#include <utility>

namespace sluice {

namespace {

using Named = std::pair<QLatin1StringView, ListFormat>;

constexpr std::array formats{
    Named{QLatin1StringView("txt"), ListFormat::Txt}, Named{QLatin1StringView("csv"), ListFormat::Csv},
    Named{QLatin1StringView("tsv"), ListFormat::Tsv}, Named{QLatin1StringView("jsonl"), ListFormat::Jsonl},
    Named{QLatin1StringView("xml"), ListFormat::Xml},
};

/// Takes the suffix off the name.
QStringView takeSuffix(QStringView &name)
{
    const auto dot = name.lastIndexOf(u'.');
    if (dot < 0 || name.lastIndexOf(u'/') > dot)
        return {};
    const auto suffix = name.sliced(dot + 1);
    name.truncate(dot);
    return suffix;
}

bool isSame(QStringView a, QLatin1StringView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

std::optional<ListFormat> listFormatFromName(QStringView name)
{
    for (const auto &[known, format] : formats) {
        if (isSame(name, known))
            return format;
    }
    return {};
}

ListName parseListName(QStringView fileName)
{
    ListName result;
    auto suffix = takeSuffix(fileName);
    result.isCompressed = isSame(suffix, QLatin1StringView("gz")) || isSame(suffix, QLatin1StringView("zst"));
    if (result.isCompressed)
        suffix = takeSuffix(fileName);
    result.format = listFormatFromName(suffix);
    return result;
}

QString listFormatNames()
{
    QStringList names;
    for (const auto &[name, format] : formats)
        names += name;
    return names.join(QLatin1StringView(", "));
}

bool isListName(QStringView fileName)
{
    return parseListName(fileName).format.has_value();
}

} // namespace sluice
