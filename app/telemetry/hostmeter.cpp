#include "telemetry/hostmeter.h"

#include <algorithm>
#include <list>
#include <unordered_map>

namespace sluice {

namespace {

constexpr int rateSeconds = 10;
constexpr int mostBusy = 64; // that are passed over in search of an idle one

struct HostHash
{
    size_t operator()(const HostKey &key) const { return qHash(key); }
};

/// How many ended in each of the last seconds, the open one included.
class RecentCount
{
public:
    void add(qint64 second)
    {
        forgetUntil(second);
        ++m_counts[static_cast<size_t>(second % rateSeconds)];
    }

    qint64 sum(qint64 second) const
    {
        qint64 sum = 0;
        for (qint64 past = std::max(second - rateSeconds + 1, qint64(0)); past <= m_second; ++past)
            sum += m_counts[static_cast<size_t>(past % rateSeconds)];
        return sum;
    }

private:
    void forgetUntil(qint64 second)
    {
        if (second - m_second >= rateSeconds)
            m_counts.fill(0);
        for (qint64 next = m_second + 1; next <= second && second - m_second < rateSeconds; ++next)
            m_counts[static_cast<size_t>(next % rateSeconds)] = 0;
        m_second = std::max(m_second, second);
    }

    std::array<quint32, rateSeconds> m_counts{};
    qint64 m_second = 0;
};

struct Entry
{
    HostKey host;
    HostTally tally;
    RecentCount recent;
    mutable quint64 describedIn = 0;
};

} // namespace

struct HostMeter::Private
{
    using Entries = std::list<Entry>;

    Private(const Clock *time, size_t mostKept) : clock(time), begun(time->now()), most(mostKept) {}

    qint64 secondOf(TimePoint now) const
    {
        return std::chrono::duration_cast<std::chrono::seconds>(now - begun).count();
    }

    Entry &entryFor(const HostKey &host)
    {
        if (!entries.empty() && entries.front().host == host)
            return entries.front();
        const auto found = known.find(host);
        if (found != known.end()) {
            entries.splice(entries.begin(), entries, found->second);
            return entries.front();
        }
        if (known.size() >= most)
            dropOne();
        entries.emplace_front().host = host;
        known.emplace(host, entries.begin());
        return entries.front();
    }

    /// When all that were looked at are busy, the oldest of them goes all the same: the bound holds.
    void dropOne()
    {
        for (int i = 0; i < mostBusy && isBusy && isBusy(entries.back().host); ++i)
            entries.splice(entries.begin(), entries, std::prev(entries.end()));
        waitsOfDropped += entries.back().tally.waits();
        known.erase(entries.back().host);
        entries.pop_back();
        ++dropped;
    }

    void describe(const Entry &entry, HostRow *row, TimePoint now) const
    {
        entry.tally.describe(row);
        const auto second = secondOf(now);
        const Duration open = (now - begun) - std::chrono::seconds(second);
        const Duration counted = open + std::chrono::seconds(std::min(second, qint64(rateSeconds - 1)));
        const auto span = std::max(counted, Duration(std::chrono::seconds(1)));
        row->perSecond = static_cast<double>(entry.recent.sum(second)) / std::chrono::duration<double>(span).count();
    }

    const Clock *clock;
    TimePoint begun;
    size_t most;
    std::function<bool(const HostKey &)> isBusy;
    Entries entries; ///< the one heard of last comes first
    std::unordered_map<HostKey, Entries::iterator, HostHash> known;
    qint64 dropped = 0;
    WaitTimes waitsOfDropped;
    mutable quint64 reading = 0;
};

HostMeter::HostMeter(const Clock *clock, size_t most) : d(std::make_unique<Private>(clock, most)) {}

HostMeter::~HostMeter() = default;

void HostMeter::setBusy(std::function<bool(const HostKey &)> isBusy)
{
    d->isBusy = std::move(isBusy);
}

void HostMeter::attemptEnded(const HostKey &host, const HostSample &sample, TimePoint now)
{
    auto &entry = d->entryFor(host);
    entry.tally.add(sample);
    if (sample.outcome != Outcome::Cancelled)
        entry.recent.add(d->secondOf(now));
}

void HostMeter::describe(std::vector<HostRow> *rows) const
{
    const auto now = d->clock->now();
    ++d->reading;
    for (auto &row : *rows) {
        const auto found = d->known.find(row.host);
        if (found == d->known.end())
            continue;
        found->second->describedIn = d->reading;
        d->describe(*found->second, &row, now);
    }
    rows->reserve(std::max(rows->capacity(), d->known.size()));
    for (const auto &entry : d->entries) {
        if (entry.describedIn == d->reading)
            continue;
        auto &row = rows->emplace_back();
        row.host = entry.host;
        d->describe(entry, &row, now);
    }
}

WaitTimes HostMeter::waits() const
{
    auto all = d->waitsOfDropped;
    for (const auto &entry : d->entries)
        all += entry.tally.waits();
    return all;
}

qint64 HostMeter::dropped() const
{
    return d->dropped;
}

} // namespace sluice
