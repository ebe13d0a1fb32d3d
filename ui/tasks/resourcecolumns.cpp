#include "ui/tasks/resourcecolumns.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/tasks/taskwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ResourceColumn", text);
}

template <typename Value>
int compareValues(const Value &one, const Value &other)
{
    return one < other ? -1 : other < one ? 1 : 0;
}

QString heldText(const ResourceRow &resource)
{
    const auto number = humanNumber(resource.held);
    switch (resource.kind) {
    case ResourceRow::Kind::Semaphore:
        return tr("%1 taken").arg(number);
    case ResourceRow::Kind::Bucket:
        return tr("%1 left").arg(number);
    case ResourceRow::Kind::Pool:
        return tr("%1 busy").arg(number);
    case ResourceRow::Kind::Writer:
        return tr("%1 to commit").arg(number);
    }
    Q_UNREACHABLE();
}

} // namespace

QString resourceColumnName(ResourceColumn column)
{
    static constexpr std::array names{"kind", "name", "limit", "held", "share", "waiters", "longest_wait"};
    static_assert(names.size() == resourceColumnCount);
    return QString::fromLatin1(names[static_cast<size_t>(column)]);
}

QString resourceColumnTitle(ResourceColumn column)
{
    switch (column) {
    case ResourceColumn::Kind:
        return tr("Kind");
    case ResourceColumn::Name:
        return tr("Name");
    case ResourceColumn::Limit:
        return tr("Limit");
    case ResourceColumn::Held:
        return tr("Now");
    case ResourceColumn::Share:
        return tr("In use");
    case ResourceColumn::Waiters:
        return tr("Tasks waiting");
    case ResourceColumn::LongestWait:
        return tr("Longest wait");
    }
    Q_UNREACHABLE();
}

QString resourceColumnHelp(ResourceColumn column)
{
    switch (column) {
    case ResourceColumn::Kind:
        return tr("Places are taken and given back; a rate is spent and comes back with time");
    case ResourceColumn::Name:
        return tr("Whose it is");
    case ResourceColumn::Limit:
        return tr("Places, starts a second, or threads; nothing where there is no limit");
    case ResourceColumn::Held:
        return tr("Places taken, starts left, threads busy, or records that are not committed yet");
    case ResourceColumn::Share:
        return tr("How much of the limit is used up");
    case ResourceColumn::Waiters:
        return tr("How many tasks wait for it now");
    case ResourceColumn::LongestWait:
        return tr("How long the one that waits longest has waited");
    }
    Q_UNREACHABLE();
}

bool isNumber(ResourceColumn column)
{
    return column != ResourceColumn::Kind && column != ResourceColumn::Name && column != ResourceColumn::Share;
}

int widthInDigits(ResourceColumn column)
{
    switch (column) {
    case ResourceColumn::Kind:
        return 12;
    case ResourceColumn::Name:
        return 31;
    case ResourceColumn::Limit:
        return 9;
    case ResourceColumn::Held:
        return 14;
    case ResourceColumn::Share:
        return 16;
    case ResourceColumn::Waiters:
        return 14;
    case ResourceColumn::LongestWait:
        return 13;
    }
    Q_UNREACHABLE();
}

QString resourceCellText(const ResourceRow &resource, ResourceColumn column)
{
    switch (column) {
    case ResourceColumn::Kind:
        return resourceKindWord(resource.kind);
    case ResourceColumn::Name:
        return visibleText(resource.name);
    case ResourceColumn::Limit:
        if (resource.limit <= 0)
            return {};
        return resource.kind == ResourceRow::Kind::Bucket ? humanRate(resource.limit) : humanNumber(resource.limit);
    case ResourceColumn::Held:
        return heldText(resource);
    case ResourceColumn::Share:
        return usedShare(resource) < 0 ? QString() : humanPercent(usedShare(resource));
    case ResourceColumn::Waiters:
        return humanCount(resource.waiters);
    case ResourceColumn::LongestWait:
        return resource.waiters == 0 ? QString() : humanDuration(resource.longestWait);
    }
    Q_UNREACHABLE();
}

double usedShare(const ResourceRow &resource)
{
    if (resource.limit <= 0)
        return -1;
    const double share = std::clamp(resource.held / resource.limit, 0.0, 1.0);
    return resource.kind == ResourceRow::Kind::Bucket ? 1 - share : share;
}

bool isExhausted(const ResourceRow &resource)
{
    return resource.waiters > 0 && usedShare(resource) >= 0.995;
}

int compareResources(const ResourceRow &one, const ResourceRow &other, ResourceColumn column)
{
    switch (column) {
    case ResourceColumn::Kind:
        return compareValues(one.kind, other.kind);
    case ResourceColumn::Name:
        return one.name.compare(other.name, Qt::CaseInsensitive);
    case ResourceColumn::Limit:
        return compareValues(one.limit, other.limit);
    case ResourceColumn::Held:
        return compareValues(one.held, other.held);
    case ResourceColumn::Share:
        return compareValues(usedShare(one), usedShare(other));
    case ResourceColumn::Waiters:
        return compareValues(one.waiters, other.waiters);
    case ResourceColumn::LongestWait:
        return compareValues(one.longestWait, other.longestWait);
    }
    Q_UNREACHABLE();
}

} // namespace sluice
