// What holds for one host alone, in place of the common limits.
#pragma once

#include "core/hostkey.h"
#include "core/result.h"

#include <QJsonArray>

#include <optional>
#include <vector>

namespace sluice {

struct HostRule
{
    HostKey host;
    std::optional<int> limit; ///< requests to it at once; none: LimitProfile::perHost
    bool paused = false;      ///< nobody is let in to it; who is there finishes

    bool saysSomething() const { return limit || paused; }
    friend bool operator==(const HostRule &, const HostRule &) = default;
};

/// At most one for each host, each saying something, sorted by name: made by setRule() and hostRulesFromJson().
using HostRules = std::vector<HostRule>;

/// The rule of that host; one that says nothing when there is none.
HostRule ruleFor(const HostRules &rules, const HostKey &host);
/// In place of the one there was; one that says nothing takes it away.
void setRule(HostRules *rules, const HostRule &rule);

/// Places on that host, by its rule or else `perHost`; a pause does not change them.
int placesOn(const HostRules &rules, const HostKey &host, int perHost);

/// A sentence for each rule that cannot be; empty when valid.
QStringList problemsOf(const HostRules &rules);

/// "https://example.org" is that host; "example.org" and "example.org:8080" both http and https. Errors say what would
/// be right.
Result<std::vector<HostKey>> hostsNamed(const QString &text);

QJsonArray toJson(const HostRules &rules);
Result<HostRules> hostRulesFromJson(const QJsonArray &json);

} // namespace sluice
