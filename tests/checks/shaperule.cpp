#include "shaperule.h"

#include <QRegularExpression>

namespace sluice::checks {

Findings checkLength(const SourceText &source)
{
    constexpr int most = 400;
    const bool endsWithNewline = source.text.endsWith(u'\n');
    const auto lines = static_cast<int>(source.text.count(u'\n')) + (endsWithNewline ? 0 : 1);
    if (lines <= most)
        return {};
    return {{lines,
             QStringLiteral("%1 lines; the most is %2: find the second idea and give it a file").arg(lines).arg(most)}};
}

Findings checkHeader(const SourceText &source)
{
    if (!source.isHeader())
        return {};
    const bool begins =
        source.text.startsWith(QLatin1StringView("// ")) || source.text.startsWith(QLatin1StringView("#pragma once\n"));
    if (!begins)
        return {{1, QStringLiteral("begins neither with a comment nor with #pragma once")}};
    if (!source.code.trimmed().startsWith(QLatin1StringView("#pragma once\n")))
        return {{1, QStringLiteral("has code before #pragma once, or none at all")}};
    return {};
}

} // namespace sluice::checks
