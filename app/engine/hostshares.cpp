#include "engine/hostshares.h"

#include <algorithm>

namespace sluice {

std::vector<HostShare> busiestHosts(const std::vector<HostRow> &rows, const HostRules &rules, size_t most)
{
    std::vector<const HostRow *> busiest;
    busiest.reserve(rows.size());
    for (const auto &row : rows)
        busiest.push_back(&row);
    const auto end = busiest.begin() + static_cast<qsizetype>(std::min(most, busiest.size()));
    std::ranges::partial_sort(busiest, end, std::greater(), [](auto *row) { return row->inFlight + row->waiting; });
    std::vector<HostShare> shares;
    for (auto row = busiest.begin(); row != end; ++row) {
        HostShare share;
        share.host = (*row)->host.name;
        share.inFlight = (*row)->inFlight;
        share.waiting = (*row)->waiting;
        share.cooling = (*row)->coolingUntil.has_value();
        share.ownLimit = ruleFor(rules, (*row)->host).limit.value_or(0);
        shares.push_back(share);
    }
    return shares;
}

} // namespace sluice
