#include "engine/projectoptions.h"

#include "core/descriptorlimit.h"
#include "fetch/headers.h"
#include "files/nametemplate.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sluice {

namespace {

constexpr int spareDescriptors = 64;     // for files, the project, the window's own connections
constexpr int descriptorsPerThread = 16; // a child's pipes, files that wait in the queue

QString tr(const char *text)
{
    return QCoreApplication::translate("ProjectOptions", text);
}

/// Which step of the recipe needs an output folder: one that keeps files, or the last one, when it makes a body that
/// nobody else would see.
std::optional<QString> stepThatNeedsFolder(const StepList &steps)
{
    for (const auto &ready : steps) {
        if (ready.step->keepsFiles())
            return ready.step->name();
    }
    if (!steps.empty() && steps.back().step->changesBody())
        return steps.back().step->name();
    return std::nullopt;
}

QJsonArray toJson(const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QJsonArray lines;
    for (const auto &[name, value] : headers) {
        if (!isCredentialHeader(name)) // a project file is passed on
            lines.append(QString::fromUtf8(name + ": " + value));
    }
    return lines;
}

QList<QPair<QByteArray, QByteArray>> headersFromJson(const QJsonArray &lines)
{
    QList<QPair<QByteArray, QByteArray>> headers;
    for (const auto &line : lines) {
        if (const auto header = parseHeader(line.toString()))
            headers.append({header.value().first, header.value().second});
    }
    return headers;
}

} // namespace

Result<QPair<QByteArray, QByteArray>> parseHeaderOption(QStringView text)
{
    auto header = parseHeader(text);
    if (!header)
        return header.error();
    return QPair<QByteArray, QByteArray>(header.value().first, header.value().second);
}

QStringList problemsOf(const ProjectOptions &options)
{
    auto problems = problemsOf(options.limits) + problemsOf(options.hostRules);
    if (const auto steps = instantiate(options.recipe); !steps)
        problems.append(steps.error().message);
    else if (const auto step = stepThatNeedsFolder(steps.value()); step && options.outDir.isEmpty())
        problems.append(
            tr("The step %1 makes files: say in which folder to keep them (Settings, Storage; or --out-dir).")
                .arg(*step));
    const int forThreads = options.recipe.steps.empty() ? 0 : descriptorsPerThread * effectiveThreads(options.limits);
    if (options.limits.inFlight > descriptorLimit() - spareDescriptors - forThreads) {
        problems.append(tr("%1 jobs in flight need more open files and connections than the system allows this program "
                           "(%2). Lower the limit, or raise the system's with ulimit -n.")
                            .arg(options.limits.inFlight)
                            .arg(descriptorLimit()));
    }
    if (const auto names = checkNameTemplate(options.nameTemplate); !names)
        problems.append(names.error().message);
    if (options.fetchEngine != QLatin1StringView("curl") && options.fetchEngine != QLatin1StringView("qt"))
        problems.append(tr("There is no fetch engine “%1”. Engines: curl, qt.").arg(options.fetchEngine));
    return problems;
}

QJsonObject toJson(const ProjectOptions &options)
{
    return {
        {QStringLiteral("limits"), toJson(options.limits)},   {QStringLiteral("recipe"), toJson(options.recipe)},
        {QStringLiteral("hosts"), toJson(options.hostRules)}, {QStringLiteral("headers"), toJson(options.headers)},
        {QStringLiteral("outDir"), options.outDir},           {QStringLiteral("nameTemplate"), options.nameTemplate},
        {QStringLiteral("fetchEngine"), options.fetchEngine}};
}

Result<ProjectOptions> optionsFromJson(const QJsonObject &json)
{
    ProjectOptions options;
    const auto limits = profileFromJson(json.value(QLatin1StringView("limits")).toObject());
    if (!limits)
        return limits.error();
    const auto recipe = recipeFromJson(json.value(QLatin1StringView("recipe")).toArray());
    if (!recipe)
        return recipe.error();
    const auto hosts = hostRulesFromJson(json.value(QLatin1StringView("hosts")).toArray());
    if (!hosts)
        return hosts.error();
    options.limits = limits.value();
    options.hostRules = hosts.value();
    options.recipe = recipe.value();
    options.headers = headersFromJson(json.value(QLatin1StringView("headers")).toArray());
    options.outDir = json.value(QLatin1StringView("outDir")).toString();
    options.nameTemplate = json.value(QLatin1StringView("nameTemplate")).toString(options.nameTemplate);
    options.fetchEngine = json.value(QLatin1StringView("fetchEngine")).toString(options.fetchEngine);
    return options;
}

} // namespace sluice
