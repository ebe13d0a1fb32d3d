#include "engine/hostrules.h"

#include "core/humanize.h"
#include "core/safetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_set>

namespace sluice {

namespace {

constexpr qsizetype mostNamed = 3;   // at one mark
constexpr qsizetype mostListed = 20; // in a comparison or report

QString tr(const char *text)
{
    return QCoreApplication::translate("HostRules", text);
}

QString changeOf(const HostRule &before, const HostRule &after, int perHostBefore, int perHostAfter)
{
    QStringList parts;
    const int had = before.limit.value_or(perHostBefore);
    const int has = after.limit.value_or(perHostAfter);
    if (before.limit != after.limit && had != has)
        parts.append(tr("limit %1 → %2").arg(had).arg(has));
    if (before.paused != after.paused)
        parts.append(after.paused ? tr("paused") : tr("goes on"));
    if (parts.isEmpty())
        return {};
    return tr("%1: %2").arg(hostTitle(after.host), parts.join(QLatin1StringView(", ")));
}

} // namespace

QString hostTitle(const HostKey &host)
{
    if (host.isLocal())
        return tr("Local files");
    static const QString usual = QStringLiteral("https://");
    return visibleText(host.name.startsWith(usual) ? QStringView(host.name).sliced(usual.size()) : host.name);
}

QStringList hostChanges(const ProjectOptions &before, const ProjectOptions &after)
{
    if (before.hostRules == after.hostRules)
        return {};
    std::set<QString> names;
    for (const auto *rules : {&before.hostRules, &after.hostRules}) {
        for (const auto &rule : *rules)
            names.insert(rule.host.name);
    }
    QStringList changes;
    for (const auto &name : names) {
        const HostKey host{name};
        const auto change = changeOf(ruleFor(before.hostRules, host), ruleFor(after.hostRules, host),
                                     before.limits.perHost, after.limits.perHost);
        if (!change.isEmpty())
            changes.append(change);
    }
    if (const auto more = changes.size() - mostNamed; more > 0) {
        changes.resize(mostNamed);
        changes.append(tr("limits of %1 more hosts").arg(humanCount(more)));
    }
    return changes;
}

QString hostLimitsText(const HostRules &rules)
{
    QStringList texts;
    for (const auto &rule : rules) {
        if (texts.size() == mostListed) {
            texts.append(tr("%1 more hosts").arg(humanCount(static_cast<qint64>(rules.size()) - mostListed)));
            break;
        }
        QStringList parts;
        if (rule.limit)
            parts.append(QString::number(*rule.limit));
        if (rule.paused)
            parts.append(tr("paused"));
        texts.append(tr("%1: %2").arg(hostTitle(rule.host), parts.join(QLatin1StringView(", "))));
    }
    return texts.join(QLatin1StringView("; "));
}

void setRules(HostRules *rules, std::vector<HostRule> changed)
{
    const auto isBefore = [](const HostRule &one, const HostRule &other) {
        return one.host.name < other.host.name;
    };
    std::ranges::stable_sort(changed, isBefore);
    HostRules merged;
    merged.reserve(rules->size() + changed.size());
    auto known = rules->begin();
    for (auto next = changed.begin(); next != changed.end(); ++next) {
        if (const auto after = std::next(next); after != changed.end() && after->host == next->host)
            continue;
        while (known != rules->end() && isBefore(*known, *next))
            merged.push_back(std::move(*known++));
        if (known != rules->end() && known->host == next->host)
            ++known;
        if (next->saysSomething())
            merged.push_back(std::move(*next));
    }
    std::move(known, rules->end(), std::back_inserter(merged));
    *rules = std::move(merged);
}

void applyRules(std::vector<HostRow> *rows, const ProjectOptions &options)
{
    const auto apply = [&options](HostRow &row, const HostRule &rule) {
        row.limit = row.host.isLocal() ? 0 : rule.limit.value_or(options.limits.perHost);
        row.ownLimit = rule.limit.has_value();
        row.paused = rule.paused;
    };
    std::unordered_set<QString> seen;
    for (auto &row : *rows) {
        const auto rule = ruleFor(options.hostRules, row.host);
        apply(row, rule);
        if (rule.saysSomething())
            seen.insert(row.host.name);
    }
    for (const auto &rule : options.hostRules) {
        if (seen.contains(rule.host.name))
            continue;
        auto &row = rows->emplace_back();
        row.host = rule.host;
        apply(row, rule);
    }
}

} // namespace sluice
