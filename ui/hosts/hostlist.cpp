#include "ui/hosts/hostlist.h"

#include <algorithm>

namespace sluice {

namespace {

struct Place
{
    double value;
    size_t row;
};

} // namespace

HostList arrange(std::vector<HostRow> rows, qint64 dropped, const QString &search, const HostOrder &order, WallTime now)
{
    HostList list;
    list.now = now;
    list.known = static_cast<qint64>(rows.size());
    list.dropped = dropped;
    std::vector<Place> places;
    places.reserve(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto &row = rows[i];
        const auto state = hostStateOf(row, now);
        list.cooling += state == HostState::Cooling ? 1 : 0;
        list.paused += state == HostState::Paused ? 1 : 0;
        if (search.isEmpty() || row.host.name.contains(search, Qt::CaseInsensitive))
            places.push_back({hostSortValue(row, order.column, now), i});
    }
    const bool byName = order.column == HostColumn::Host;
    std::sort(places.begin(), places.end(), [&](const Place &one, const Place &other) {
        if (!byName && one.value != other.value)
            return order.descending ? one.value > other.value : one.value < other.value;
        const int names = rows[one.row].host.name.compare(rows[other.row].host.name);
        return byName && order.descending ? names > 0 : names < 0;
    });
    list.rows.reserve(places.size());
    for (const auto &place : places)
        list.rows.push_back(std::move(rows[place.row]));
    return list;
}

} // namespace sluice
