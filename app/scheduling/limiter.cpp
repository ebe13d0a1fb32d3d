#include "scheduling/limiter.h"

#include "core/waitgauge.h"
#include "limits/tokenbucket.h"
#include "scheduling/hostline.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace sluice {

namespace {

struct HostHash
{
    size_t operator()(const HostKey &key) const { return qHash(key); }
};

} // namespace

struct Limiter::Private
{
    explicit Private(Clock *time)
        : clock(time), bucket(0, time->now()), common(time->now()), gauge(time->now())
    {
    }

    Clock *clock;
    LimitProfile profile;
    HostRules rules;
    TokenBucket bucket;
    bool admitting = true;
    int inFlight = 0;
    int waiting = 0;
    int held = 0; ///< of these, on lines that cool or are paused
    std::unordered_map<HostKey, std::unique_ptr<HostLine>, HostHash> lines;
    std::deque<HostLine *> ring; ///< lines with waiters and a free place of their own, in turn
    std::unique_ptr<ClockTimer> rateTimer;
    WaitLedger common; ///< Rate while the bucket is empty
    Duration pausedBefore{};
    std::optional<TimePoint> pausedSince;
    WaitGauge gauge;       ///< waiters by what holds them back
    int commonWaiting = 0; ///< of these, by nothing of their own host
    WaitReason commonReason = WaitReason::GlobalSlot;

    /// Time in which the user let nobody in.
    Duration pausedUntil(TimePoint now) const
    {
        return pausedSince ? pausedBefore + (now - *pausedSince) : pausedBefore;
    }

    int capacityOf(const HostLine &line) const
    {
        return line.host.isLocal() ? std::numeric_limits<int>::max() : line.ownLimit.value_or(profile.perHost);
    }

    HostLine &lineFor(const HostKey &host)
    {
        auto &line = lines[host];
        if (!line) {
            line = std::make_unique<HostLine>(host, clock->now());
            follow(*line, ruleFor(rules, host));
        }
        return *line;
    }

    static void follow(HostLine &line, const HostRule &rule)
    {
        line.ownLimit = rule.limit;
        line.paused = rule.paused;
    }

    /// After anything about the line has changed: its reason, its place in the ring, its existence.
    void review(HostLine &line, TimePoint now)
    {
        const bool full = line.inFlight >= capacityOf(line);
        std::optional<WaitReason> reason;
        if (line.paused)
            reason = WaitReason::Paused;
        else if (line.coolUntil)
            reason = WaitReason::RetryAfter;
        else if (full)
            reason = WaitReason::HostSlot;
        if (reason != line.ledger.reason()) {
            book(line, -line.waiting, now);
            line.ledger.setReason(reason, now);
            book(line, line.waiting, now);
        }
        if (!line.inTurn && line.waiting > 0 && !full && !line.isHeld()) {
            line.inTurn = true;
            ring.push_back(&line);
        }
        if (!line.inTurn && line.isIdle())
            lines.erase(HostKey(line.host));
    }

    /// What holds back those whom their own host would let start.
    void setCommonReason(WaitReason reason, TimePoint now)
    {
        if (reason == commonReason)
            return;
        gauge.leave(commonReason, now, commonWaiting);
        gauge.enter(reason, now, commonWaiting);
        commonReason = reason;
        common.setReason(reason == WaitReason::Rate ? std::optional(reason) : std::nullopt, now);
    }

    void book(const HostLine &line, int change, TimePoint now)
    {
        const auto own = line.ledger.reason();
        gauge.enter(own.value_or(commonReason), now, change);
        if (!own)
            commonWaiting += change;
    }

    bool tryStart(const HostLine &line, TimePoint now)
    {
        if (!admitting || inFlight >= profile.inFlight) {
            setCommonReason(admitting ? WaitReason::GlobalSlot : WaitReason::Paused, now);
            return false;
        }
        if (line.host.isLocal() || bucket.tryTake(now)) {
            setCommonReason(WaitReason::GlobalSlot, now);
            return true;
        }
        setCommonReason(WaitReason::Rate, now);
        if (!rateTimer) {
            rateTimer = clock->singleShot(bucket.nextStart(now) - now, [this] {
                rateTimer.reset();
                pump();
            });
        }
        return false;
    }

    void take(HostLine &line, TimePoint now)
    {
        ++inFlight;
        ++line.inFlight;
        review(line, now);
    }

    void joined(HostLine &line, TimePoint now) { count(line, 1, now); }
    void left(HostLine &line, TimePoint now) { count(line, -1, now); }

    void count(HostLine &line, int change, TimePoint now)
    {
        book(line, change, now);
        line.waiting += change;
        waiting += change;
        if (line.isHeld())
            held += change;
    }

    /// Admits whom it can, one host after the other.
    void pump()
    {
        const auto now = clock->now();
        while (!ring.empty()) {
            auto &line = *ring.front();
            if (line.waiting > 0 && line.inFlight < capacityOf(line) && !line.isHeld()) {
                if (!tryStart(line, now))
                    return;
                const auto waiter = line.takeFirst();
                waiter->decided = true;
                left(line, now);
                leaveRing(line);
                take(line, now);
                waiter->turn.complete(true);
            } else {
                leaveRing(line);
                review(line, now);
            }
        }
    }

    void leaveRing(HostLine &line)
    {
        ring.pop_front();
        line.inTurn = false;
    }

    /// The whole wait: what the host's ledger says of it, then a pause, then rate, the rest a place among all.
    WaitTimes waitsOf(const LineWaiter &waiter, HostLine &line, TimePoint now)
    {
        auto waits = line.ledger.reading(now) - waiter.hostBefore;
        auto rest = now - waiter.since - waits.total();
        const auto paused = std::min(rest, pausedUntil(now) - waiter.pausedBefore);
        waits.add(WaitReason::Paused, paused);
        rest -= paused;
        const auto rate = std::min(rest, common.reading(now).of(WaitReason::Rate) - waiter.rateBefore);
        waits.add(WaitReason::Rate, rate);
        waits.add(WaitReason::GlobalSlot, rest - rate);
        return waits;
    }
};

Limiter::Limiter(Clock *clock) : d(std::make_unique<Private>(clock)) {}

Limiter::~Limiter()
{
    Q_ASSERT_X(d->inFlight == 0 && d->waiting == 0, "Limiter", "destroyed with permits out or waiters left");
}

void Limiter::setLimits(const LimitProfile &profile)
{
    const auto now = d->clock->now();
    d->profile = profile;
    d->bucket.setRate(profile.ratePerSecond, now);
    d->rateTimer.reset();
    std::vector<HostLine *> lines;
    for (const auto &[host, line] : d->lines)
        lines.push_back(line.get());
    for (auto *line : lines)
        d->review(*line, now);
    d->pump();
}

QCoro::Task<Permit> Limiter::acquire(HostKey host, CancelToken token, Turn turn)
{
    if (token.isCancelled())
        co_return Permit();
    const auto now = d->clock->now();
    auto &line = d->lineFor(host);
    const bool free = line.waiting == 0 && d->ring.empty() && line.inFlight < d->capacityOf(line) && !line.isHeld();
    if (free && d->tryStart(line, now)) {
        d->take(line, now);
        co_return Permit(this, host, WaitTimes());
    }
    const Completion<bool> decision;
    const auto waiter = std::make_shared<LineWaiter>(decision.completer());
    waiter->since = now;
    waiter->hostBefore = line.ledger.reading(now);
    waiter->rateBefore = d->common.reading(now).of(WaitReason::Rate);
    waiter->pausedBefore = d->pausedUntil(now);
    if (turn == Turn::Ahead)
        line.waiters.push_front(waiter);
    else
        line.waiters.push_back(waiter);
    d->joined(line, now);
    d->review(line, now);
    const CancelCallback onCancel(token, [this, waiter, &line] {
        if (std::exchange(waiter->decided, true))
            return;
        d->left(line, d->clock->now());
        waiter->turn.complete(false);
    });
    const auto admitted = co_await decision.wait(awaiting::aStart);
    const auto later = d->clock->now();
    auto &sameLine = d->lineFor(host);
    const auto waits = d->waitsOf(*waiter, sameLine, later);
    if (!admitted) {
        std::erase(sameLine.waiters, waiter);
        d->review(sameLine, later);
        co_return Permit(waits);
    }
    co_return Permit(this, host, waits);
}

void Limiter::coolDown(const HostKey &host, Duration pause)
{
    if (host.isLocal() || pause <= Duration::zero())
        return;
    const auto now = d->clock->now();
    auto &line = d->lineFor(host);
    if (line.coolUntil && *line.coolUntil >= now + pause)
        return;
    if (!line.isHeld())
        d->held += line.waiting;
    line.coolUntil = now + pause;
    line.coolTimer = d->clock->singleShot(pause, [this, &line] {
        line.coolUntil.reset();
        if (!line.isHeld())
            d->held -= line.waiting;
        const auto timer = std::move(line.coolTimer); // outlives this call, whatever happens to the line
        d->review(line, d->clock->now());
        d->pump();
    });
    d->review(line, now);
}

void Limiter::setAdmitting(bool admitting)
{
    const auto now = d->clock->now();
    d->pausedBefore = d->pausedUntil(now);
    d->pausedSince = admitting ? std::nullopt : std::optional(now);
    d->admitting = admitting;
    d->setCommonReason(admitting ? WaitReason::GlobalSlot : WaitReason::Paused, now);
    d->pump();
}

int Limiter::limit() const
{
    return d->profile.inFlight;
}
int Limiter::perHost() const
{
    return d->profile.perHost;
}
int Limiter::inFlight() const
{
    return d->inFlight;
}
double Limiter::startsLeft() const
{
    return d->profile.ratePerSecond > 0 ? d->bucket.level(d->clock->now()) : 0;
}
int Limiter::waiting() const
{
    return d->waiting;
}
int Limiter::waitingToStart() const
{
    return d->waiting - d->held;
}
bool Limiter::isHoldingBack() const
{
    return d->admitting && waitingToStart() > 0;
}

WaitTimes Limiter::waited() const
{
    return d->gauge.reading(d->clock->now());
}

int Limiter::waitingFor(const HostKey &host) const
{
    const auto line = d->lines.find(host);
    return line == d->lines.end() ? 0 : line->second->waiting;
}

std::vector<HostKey> Limiter::crowdedHosts(int enough) const
{
    std::vector<HostKey> hosts;
    for (const auto &[host, line] : d->lines) {
        if (line->waiting >= enough)
            hosts.push_back(host);
    }
    return hosts;
}

void Limiter::setHostRules(const HostRules &rules)
{
    const auto now = d->clock->now();
    d->rules = rules;
    std::vector<HostLine *> lines;
    for (const auto &[host, line] : d->lines)
        lines.push_back(line.get());
    for (auto *line : lines) {
        const bool wasHeld = line->isHeld();
        Private::follow(*line, ruleFor(rules, line->host));
        if (line->isHeld() != wasHeld)
            d->held += wasHeld ? -line->waiting : line->waiting;
        d->review(*line, now);
    }
    d->pump();
}

bool Limiter::isBusy(const HostKey &host) const
{
    const auto line = d->lines.find(host);
    return line != d->lines.end() && (line->second->inFlight > 0 || line->second->waiting > 0);
}

std::vector<HostRow> Limiter::hosts() const
{
    const auto now = d->clock->now();
    const auto wallNow = d->clock->wallNow();
    std::vector<HostRow> rows;
    rows.reserve(d->lines.size());
    for (const auto &[host, line] : d->lines) {
        auto &row = rows.emplace_back();
        row.host = host;
        row.inFlight = line->inFlight;
        row.waiting = line->waiting;
        if (line->coolUntil)
            row.coolingUntil = wallNow + (*line->coolUntil - now);
    }
    return rows;
}

void Limiter::release(const HostKey &host)
{
    auto &line = d->lineFor(host);
    --d->inFlight;
    --line.inFlight;
    d->review(line, d->clock->now());
    d->pump();
}

} // namespace sluice
