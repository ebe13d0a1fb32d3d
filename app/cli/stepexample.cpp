#include "cli/stepexample.h"

#include <QHash>

namespace sluice {

QString stepExample(const QString &kind)
{
    static const QHash<QString, QString> options{
        {QStringLiteral("save"), QStringLiteral("name={host}/{id}-{name}")},
        {QStringLiteral("hash"), QStringLiteral("algorithm=sha256")},
        {QStringLiteral("decompress"), QStringLiteral("optional=yes")},
        {QStringLiteral("unpack"), QStringLiteral("only=*.csv")},
        {QStringLiteral("thumbnail"), QStringLiteral("width=256")},
        {QStringLiteral("resize"), QStringLiteral("width=1024 format=jpeg")},
        {QStringLiteral("convert"), QStringLiteral("format=png")},
        {QStringLiteral("jq"), QStringLiteral("program=\"{name: .name, count: (.items | length)}\"")},
        {QStringLiteral("xpath"), QStringLiteral("query=//h1 column=heading")},
        {QStringLiteral("links"), QStringLiteral("kind=pages same_host=yes")},
        {QStringLiteral("regex"), QStringLiteral("pattern=\"(?<year>20[0-9][0-9])\" all=yes")},
        {QStringLiteral("text"), QStringLiteral("to=body")},
        {QStringLiteral("csvstats"), QStringLiteral("delimiter=auto")},
        {QStringLiteral("command"), QStringLiteral("run=\"wc -c\" output=columns")},
    };
    const auto known = options.constFind(kind);
    return known == options.constEnd() ? kind : kind + QLatin1Char(' ') + *known;
}

} // namespace sluice
