// How a table gets from one order of rows to another in steps that its views can follow.
#pragma once

#include <QHash>

#include <vector>

namespace sluice {

/// First what goes moves to the end and is removed, then what comes is added at the end, then everything takes its
/// place: four signals at most, however many rows change, and selections and other persistent indexes survive.
struct RowPlan
{
    std::vector<int> before; ///< former rows: those that stay, in their order, then those that go
    int kept = 0;            ///< that many stay
    std::vector<int> after;  ///< by row: its place in the list of those that stay, in their order, and those that come
    bool movesBefore = false;
    bool movesAfter = false;
};

inline bool isIdentity(const std::vector<int> &order)
{
    for (size_t i = 0; i < order.size(); ++i) {
        if (order[i] != static_cast<int>(i))
            return false;
    }
    return true;
}

/// By the keys of the rows. Of rows with the same key the first of each side belong together.
template <typename Key>
RowPlan planRows(const std::vector<Key> &former, const std::vector<Key> &wanted)
{
    QHash<Key, int> formerRows;
    formerRows.reserve(static_cast<qsizetype>(former.size()));
    for (size_t i = former.size(); i-- > 0;)
        formerRows.insert(former[i], static_cast<int>(i));

    std::vector<int> place(former.size(), -1);
    std::vector<int> source(wanted.size(), -1);
    for (size_t i = 0; i < wanted.size(); ++i) {
        const auto found = formerRows.constFind(wanted[i]);
        if (found == formerRows.cend())
            continue;
        source[i] = *found;
        place[static_cast<size_t>(*found)] = 0;
        formerRows.erase(found);
    }

    RowPlan plan;
    plan.before.reserve(former.size());
    for (size_t i = 0; i < former.size(); ++i) {
        if (place[i] < 0)
            continue;
        place[i] = plan.kept++;
        plan.before.push_back(static_cast<int>(i));
    }
    for (size_t i = 0; i < former.size(); ++i) {
        if (place[i] < 0)
            plan.before.push_back(static_cast<int>(i));
    }
    int added = plan.kept;
    plan.after.reserve(wanted.size());
    for (const int from : source)
        plan.after.push_back(from < 0 ? added++ : place[static_cast<size_t>(from)]);
    plan.movesBefore = !isIdentity(plan.before);
    plan.movesAfter = !isIdentity(plan.after);
    return plan;
}

} // namespace sluice
