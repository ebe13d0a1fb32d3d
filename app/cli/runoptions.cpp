#include "cli/runoptions.h"

#include "cli/recipeoptions.h"
#include "core/address.h"
#include "core/humanize.h"
#include "engine/projectstatus.h"
#include "formats/listreader.h"
#include "limits/limitranges.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSet>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RunOptions", text);
}

Error wrong(const QString &sentence)
{
    return {ErrorKind::Input, sentence};
}

Result<QJsonDocument> readJson(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(tr("%1 cannot be read: %2.").arg(fileName, file.errorString()));
    QJsonParseError error;
    const auto json = QJsonDocument::fromJson(file.readAll(), &error);
    if (json.isNull())
        return wrong(tr("%1 is not JSON: %2 at byte %3.").arg(fileName, error.errorString()).arg(error.offset));
    return json;
}

Result<LimitProfile> profileOf(const QString &value)
{
    if (!value.endsWith(QLatin1StringView(".json")))
        return namedProfile(value);
    const auto json = readJson(value);
    if (!json)
        return json.error();
    if (!json.value().isObject())
        return wrong(tr("%1 is not a profile: it needs to be one JSON object.").arg(value));
    return profileFromJson(json.value().object());
}

/// "10", "10/s" or "600/m".
Result<double> rateOf(const QString &value)
{
    auto number = value;
    double perSecond = 1;
    if (number.endsWith(QLatin1StringView("/s"))) {
        number.chop(2);
    } else if (number.endsWith(QLatin1StringView("/m"))) {
        number.chop(2);
        perSecond = 1.0 / 60;
    }
    bool ok = false;
    const double rate = number.toDouble(&ok) * perSecond;
    if (!ok)
        return wrong(tr("--rate %1 is not a rate: write for example 10, 10/s or 600/m.").arg(value));
    return rate;
}

Result<void> applyLimits(LimitProfile &limits, const QCommandLineParser &parser)
{
    const auto before = limits;
    for (const auto &range : limitRanges()) {
        if (range.option.isEmpty() || !parser.isSet(range.option))
            continue;
        const auto text = parser.value(range.option);
        bool ok = false;
        double value = text.toDouble(&ok);
        if (range.field == LimitField::RatePerSecond) {
            const auto rate = rateOf(text);
            if (!rate)
                return rate.error();
            value = rate.value();
            ok = true;
        }
        if (!ok)
            return wrong(tr("--%1 %2 is not a number.").arg(range.option, text));
        if (!range.allows(value))
            return wrong(QStringLiteral("--%1: %2").arg(range.option, range.problem(value)));
        range.setValueIn(&limits, value);
    }
    limits.backoffCap = std::max(limits.backoffCap, limits.backoffBase);
    if (limits != before)
        limits.name = QStringLiteral("custom");
    return success();
}

/// "example.org=2": in place of what was said of that host before, a pause included.
Result<void> applyHostLimit(HostRules &rules, const QString &text)
{
    const auto equals = text.lastIndexOf(u'=');
    const auto &range = limitRange(LimitField::PerHost);
    bool ok = false;
    const int limit = text.mid(equals + 1).toInt(&ok);
    if (equals <= 0 || !ok)
        return wrong(tr("--host-limit %1 is not a limit of a host: write for example example.org=2.").arg(text));
    if (limit != 0 && !range.allows(limit))
        return wrong(QStringLiteral("--host-limit %1: %2").arg(text, range.problem(limit)));
    const auto hosts = hostsNamed(text.left(equals));
    if (!hosts)
        return wrong(QStringLiteral("--host-limit %1: %2").arg(text, hosts.error().message));
    for (const auto &host : hosts.value())
        setRule(&rules, {host, limit == 0 ? std::nullopt : std::optional(limit), false});
    return success();
}

} // namespace

QString inputSentence()
{
    return tr("A list (.txt .csv .tsv .jsonl .xml, also .gz and .zst of these), an http(s) address, a local file to "
              "process, a folder or a quoted pattern ('photos/*.jpg', ** for any depth) for all its files, or - for "
              "standard input.");
}

void addImportOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("url-column"), tr("Column or key of the list that holds the address."),
                      QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("quiet"), tr("Print nothing but errors and what was asked for.")});
    parser.addOption({QStringLiteral("no-progress"), tr("No progress line.")});
}

ImportOptions importOptions(const QCommandLineParser &parser)
{
    return {parser.value(QStringLiteral("url-column")), false};
}

bool showsProgress(const QCommandLineParser &parser)
{
    return !parser.isSet(QStringLiteral("quiet")) && !parser.isSet(QStringLiteral("no-progress"));
}

void addRunOptions(QCommandLineParser &parser)
{
    const auto add = [&parser](const char *name, const QString &sentence, const char *value = nullptr) {
        parser.addOption({QString::fromLatin1(name), sentence, value ? QString::fromLatin1(value) : QString()});
    };
    add("project", tr("Keep the project in this file (default: a temporary one)."), "FILE");
    add("resume", tr("Go on with what the project holds; INPUT is not needed."));
    add("profile", tr("Limits to begin with: polite, balanced, stress, or a file (default: balanced)."),
        "NAME|FILE.json");
    for (const auto &range : limitRanges()) {
        if (!range.option.isEmpty()) {
            const auto unit = range.field == LimitField::RatePerSecond ? QStringLiteral("R[/s|/m]")
                              : range.unit == LimitUnit::Seconds       ? QStringLiteral("SEC")
                              : range.unit == LimitUnit::Bytes         ? QStringLiteral("BYTES")
                                                                       : QStringLiteral("N");
            const auto fallback = range.fallback() == 0 && !range.zeroMeans().isEmpty() ? range.zeroMeans()
                                                                                        : humanNumber(range.fallback());
            parser.addOption({QString(range.option), tr("%1 Default: %2.").arg(range.sentence(), fallback), unit});
        }
    }
    add("host-limit",
        tr("Requests at once to this host alone; may be repeated. 0 takes its own limit away. Kept with the project; a "
           "host that was paused goes on."),
        "HOST=N");
    add("engine", tr("What fetches: curl or qt (default: curl)."), "NAME");
    add("header", tr("Send this with every request; may be repeated."), "K: V");
    addRecipeOptions(parser);
    add("out-dir", tr("Keep bodies in this folder."), "DIR");
    add("name", tr("How kept files are named, from {host}, {id}, {name} and {ext} (default: {host}/{id}-{name})."),
        "TEMPLATE");
    add("export", tr("When done, write a table (.csv .tsv .jsonl) or a report of the run (.html); may be repeated."),
        "FILE");
    add("events", tr("Write each attempt as a JSON line to a file, or - for stdout."), "FILE|-");
    add("summary", tr("Numbers at the end: text or json (default: text)."), "text|json");
}

Result<ProjectOptions> applyRunOptions(const ProjectOptions &saved, const QCommandLineParser &parser)
{
    auto options = saved;
    if (parser.isSet(QStringLiteral("profile"))) {
        const auto profile = profileOf(parser.value(QStringLiteral("profile")));
        if (!profile)
            return profile.error();
        options.limits = profile.value();
    }
    if (const auto applied = applyLimits(options.limits, parser); !applied)
        return applied.error();
    for (const auto &text : parser.values(QStringLiteral("host-limit"))) {
        if (const auto applied = applyHostLimit(options.hostRules, text); !applied)
            return applied.error();
    }
    const auto recipe = chosenRecipe(options.recipe, parser);
    if (!recipe)
        return recipe.error();
    options.recipe = recipe.value();
    QSet<QByteArray> anew;
    for (const auto &line : parser.values(QStringLiteral("header"))) {
        const auto header = parseHeaderOption(line);
        if (!header)
            return header.error();
        if (!anew.contains(header.value().first.toLower())) // given anew, it replaces the saved one
            options.headers.removeIf([&header](const auto &old) {
                return old.first.compare(header.value().first, Qt::CaseInsensitive) == 0;
            });
        anew.insert(header.value().first.toLower());
        options.headers.append(header.value());
    }
    if (parser.isSet(QStringLiteral("engine")))
        options.fetchEngine = parser.value(QStringLiteral("engine"));
    if (parser.isSet(QStringLiteral("out-dir")))
        options.outDir = QDir(parser.value(QStringLiteral("out-dir"))).absolutePath();
    if (parser.isSet(QStringLiteral("name")))
        options.nameTemplate = parser.value(QStringLiteral("name"));
    if (const auto problems = problemsOf(options); !problems.isEmpty())
        return wrong(problems.join(QLatin1Char('\n')));
    return options;
}

QStringList strayHostLimits(const QStringList &texts, const QString &projectPath)
{
    QStringList stray;
    for (const auto &text : texts) {
        const auto equals = text.lastIndexOf(u'=');
        const auto hosts = hostsNamed(text.left(equals));
        if (!hosts || text.mid(equals + 1).toInt() == 0)
            continue;
        if (const auto found = hasJobsOn(projectPath, hosts.value()); found && !found.value())
            stray.append(tr("--host-limit %1: no address of this project is on that host; name its port too if it has "
                            "one.")
                             .arg(text));
    }
    return stray;
}

QString problemOfInputs(const QStringList &inputs, const ImportOptions &options)
{
    for (const auto &input : inputs) {
        const auto source = ImportSource::of(input);
        switch (source.kind) {
        case ImportSource::Kind::Stdin:
        case ImportSource::Kind::Text:
            break;
        case ImportSource::Kind::ListFile:
        case ImportSource::Kind::Folder:
        case ImportSource::Kind::Glob:
            if (const auto opened = source.open({options.urlColumn, {}}); !opened)
                return opened.error().message;
            break;
        case ImportSource::Kind::Address:
            if (isProject(input))
                return tr("%1 is a project: sluice-cli run --project %1 --resume").arg(input);
            if (const auto address = parseAddress(input); !address)
                return tr("%1: %2.").arg(input, address.error().message);
            break;
        }
    }
    return {};
}

} // namespace sluice
