#include "layerrule.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <optional>

namespace sluice::checks {

namespace {

/// Folder → what it may include besides itself.
const QMap<QString, QStringList> &layers()
{
    static const auto folders = [](const char *names) {
        return QString::fromLatin1(names).split(u' ');
    };
    static const QMap<QString, QStringList> table{
        {QStringLiteral("core"), {}},
        {QStringLiteral("async"), folders("core")},
        {QStringLiteral("limits"), folders("core")},
        {QStringLiteral("files"), folders("core")},
        {QStringLiteral("fetch"), folders("limits async core")},
        {QStringLiteral("processing"), folders("files formats limits async core")},
        {QStringLiteral("store"), folders("limits async core")},
        {QStringLiteral("telemetry"), folders("limits async core")},
        {QStringLiteral("scheduling"), folders("fetch processing store telemetry files limits async core")},
        {QStringLiteral("formats"), folders("core")},
        {QStringLiteral("practice"), folders("core")},
        {QStringLiteral("engine"),
         folders("scheduling fetch processing store telemetry limits async core formats files")},
        {QStringLiteral("cli"), folders("engine formats practice core")},
        {QStringLiteral("ui"), folders("engine formats practice core")},
    };
    return table;
}

/// Values of deeper layers that ui and cli show, ask for or pass on.
const QSet<QString> &sharedValues()
{
    static const QSet<QString> headers{
        QStringLiteral("limits/limitprofile.h"),
        QStringLiteral("limits/limitranges.h"),
        QStringLiteral("store/storetypes.h"),
        QStringLiteral("processing/recipe.h"),
        QStringLiteral("processing/step.h"),
        QStringLiteral("processing/stepregistry.h"),
        QStringLiteral("processing/steptext.h"),
        QStringLiteral("processing/stepparameters.h"),
        QStringLiteral("telemetry/verdict.h"),
        QStringLiteral("telemetry/verdicttext.h"),
        QStringLiteral("limits/hostrule.h"),
        QStringLiteral("telemetry/runsummary.h"),
        QStringLiteral("async/tasksnapshot.h"),
        QStringLiteral("store/failurekey.h"),
        QStringLiteral("store/failureboard.h"),
    };
    return headers;
}

/// "fetch" for app/fetch/curl/x.cpp, "ui" for ui/jobs/x.h; empty for a main file and outside of the product.
QString layerOf(const QString &path)
{
    const auto parts = path.split(u'/');
    if (parts.constFirst() == u"ui")
        return parts.constFirst();
    return parts.constFirst() == u"app" && parts.size() > 2 ? parts.at(1) : QString();
}

std::optional<QString> complaint(const QString &layer, const QString &header)
{
    const auto slash = header.indexOf(u'/');
    if (header.contains(QLatin1StringView("..")) || header.startsWith(QLatin1StringView("app/")))
        return QStringLiteral("include “%1” from the folder's name on, e.g. core/job.h").arg(header);
    if (slash < 0)
        return std::nullopt; // a file beside this one
    const auto from = header.left(slash);
    if (from == layer || layers().value(layer).contains(from))
        return std::nullopt;
    const bool isFace = layer == u"ui" || layer == u"cli";
    if (isFace && sharedValues().contains(header))
        return std::nullopt;
    return QStringLiteral("%1 may not include “%2”").arg(layer, header);
}

} // namespace

Findings checkLayers(const SourceText &source)
{
    static const QRegularExpression include(QStringLiteral("^[ \\t]*#[ \\t]*include[ \\t]*(\"|<)([^\">]+)[\">]"),
                                            QRegularExpression::MultilineOption);
    const auto layer = layerOf(source.path);
    Findings findings;
    if (layer.isEmpty())
        return findings;
    if (!layers().contains(layer))
        return {{1, QStringLiteral("the folder “%1” has no place in the table of layers").arg(layer)}};
    for (auto found = include.globalMatch(source.text); found.hasNext();) {
        const auto match = found.next();
        const auto header = match.captured(2);
        const bool ours = match.captured(1) == u"\"" || layers().contains(header.section(u'/', 0, 0));
        if (!ours)
            continue;
        if (const auto sentence = complaint(layer, header))
            findings.push_back({source.lineOf(match.capturedStart()), *sentence});
    }
    return findings;
}

} // namespace sluice::checks
