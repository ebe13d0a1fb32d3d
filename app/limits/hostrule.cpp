#include "limits/hostrule.h"

#include "limits/limitranges.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr QLatin1StringView hostKey("host");
constexpr QLatin1StringView limitKey("limit");
constexpr QLatin1StringView pausedKey("paused");

QString tr(const char *text)
{
    return QCoreApplication::translate("sluice::HostRule", text);
}

bool isBefore(const HostRule &rule, const HostKey &host)
{
    return rule.host.name < host.name;
}

/// A host and maybe a port, nothing else.
bool isPlainHost(const QUrl &url)
{
    const bool nothingElse = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
                             (url.path().isEmpty() || url.path() == QLatin1StringView("/"));
    const bool isWeb = url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https");
    return url.isValid() && isWeb && !url.host().isEmpty() && nothingElse;
}

} // namespace

HostRule ruleFor(const HostRules &rules, const HostKey &host)
{
    const auto found = std::lower_bound(rules.begin(), rules.end(), host, isBefore);
    return found != rules.end() && found->host == host ? *found : HostRule{host, {}, false};
}

void setRule(HostRules *rules, const HostRule &rule)
{
    auto place = std::lower_bound(rules->begin(), rules->end(), rule.host, isBefore);
    const bool known = place != rules->end() && place->host == rule.host;
    if (!rule.saysSomething()) {
        if (known)
            rules->erase(place);
    } else if (known) {
        *place = rule;
    } else {
        rules->insert(place, rule);
    }
}

int placesOn(const HostRules &rules, const HostKey &host, int perHost)
{
    return ruleFor(rules, host).limit.value_or(perHost);
}

QStringList problemsOf(const HostRules &rules)
{
    QStringList problems;
    const auto &range = limitRange(LimitField::PerHost);
    for (const auto &rule : rules) {
        if (rule.limit && !range.allows(*rule.limit))
            problems.append(tr("%1: %2").arg(rule.host.name, range.problem(*rule.limit)));
    }
    return problems;
}

Result<std::vector<HostKey>> hostsNamed(const QString &text)
{
    std::vector<HostKey> hosts;
    const bool full = text.contains(QLatin1StringView("://"));
    for (const auto &start :
         full ? QStringList{QString()} : QStringList{QStringLiteral("http://"), QStringLiteral("https://")}) {
        const QUrl url(start + text, QUrl::StrictMode);
        if (!isPlainHost(url))
            return Error{ErrorKind::Input, tr("“%1” is not a host: write for example example.org, example.org:8080 or "
                                              "https://example.org.")
                                               .arg(text)};
        hosts.push_back(HostKey::of(url));
    }
    return hosts;
}

QJsonArray toJson(const HostRules &rules)
{
    QJsonArray json;
    for (const auto &rule : rules) {
        QJsonObject entry{{hostKey, rule.host.name}};
        if (rule.limit)
            entry.insert(limitKey, *rule.limit);
        if (rule.paused)
            entry.insert(pausedKey, true);
        json.append(entry);
    }
    return json;
}

Result<HostRules> hostRulesFromJson(const QJsonArray &json)
{
    HostRules rules;
    for (const auto &value : json) {
        const auto entry = value.toObject();
        HostRule rule;
        rule.host.name = entry.value(hostKey).toString();
        if (rule.host.name.isEmpty())
            return Error{ErrorKind::Input, tr("A limit of one host needs the “host” it is for.")};
        if (const auto limit = entry.value(limitKey); !limit.isUndefined()) {
            const double number = limit.toDouble(-1);
            const auto problem = limitRange(LimitField::PerHost).problem(number);
            if (!problem.isEmpty())
                return Error{ErrorKind::Input, tr("%1: %2").arg(rule.host.name, problem)};
            rule.limit = static_cast<int>(number);
        }
        rule.paused = entry.value(pausedKey).toBool();
        setRule(&rules, rule);
    }
    return rules;
}

} // namespace sluice
