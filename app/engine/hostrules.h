// The rules of single hosts, as the window, the charts and the command line speak of them.
#pragma once

#include "core/hostrow.h"
#include "engine/projectoptions.h"

namespace sluice {

/// "example.org", "example.org:8080", "Local files": a host as a person calls it; https and http are told apart by
/// leaving out only what is usual ("http://example.org" keeps its scheme). Safe to show.
QString hostTitle(const HostKey &host);

/// What to write at the charts: "example.org: limit 6 → 2", one each; of very many only the first and how many more.
QStringList hostChanges(const ProjectOptions &before, const ProjectOptions &after);

/// "example.org: 2; other.example: 4, paused": for a comparison or a report; empty without a rule. Of very many only
/// the first and how many more.
QString hostLimitsText(const HostRules &rules);

/// Many at once, as setRule() does one; of two for one host the last holds.
void setRules(HostRules *rules, std::vector<HostRule> changed);

/// Fills in limits and pauses; a host that has a rule has a row.
void applyRules(std::vector<HostRow> *rows, const ProjectOptions &options);

} // namespace sluice
