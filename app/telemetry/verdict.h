// What holds the run back, in one sentence, with what speaks for it and what would help.
#pragma once

#include "limits/limitranges.h"
#include "telemetry/verdictinput.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace sluice {

enum class VerdictKind {
    None,        ///< too little to tell
    Engine,      ///< Sluice's own engine thread has no time left
    Blocked,     ///< something holds up the engine's event loop
    Server,      ///< waiting for first bytes
    Dns,         ///< looking up hosts
    Connecting,  ///< connect, TLS
    Bandwidth,   ///< receiving
    OwnLimit,    ///< the limit in flight is full and jobs wait for it
    HostLimit,   ///< the limit per host
    Rate,        ///< the rate
    ThreadLimit, ///< the limit of computing threads, while processor cores are free
    Cooling,     ///< servers that refuse: 429, 503, Retry-After
    Cpu,         ///< computing
    Child,       ///< computing in child processes
    Disk,        ///< writing what is kept
    Store,       ///< the project file
    Retrying,    ///< places are free, and most of what is left pauses before another try
    Starved,     ///< places are free, and the list does not come fast enough
    Finishing,   ///< nothing waits and places are free: the end of the list
};

/// A limit that the user's next click may change.
struct LimitChange
{
    LimitField field = LimitField::InFlight;
    double from = 0; ///< in the unit of the field's range
    double to = 0;

    friend bool operator==(const LimitChange &, const LimitChange &) = default;
};

/// Of throughput: 0.6 is +60 %.
struct GainRange
{
    double low = 0;
    double high = 0;

    bool contains(double gain) const { return gain >= low && gain <= high; }
    friend bool operator==(const GainRange &, const GainRange &) = default;
};

struct Verdict
{
    VerdictKind kind = VerdictKind::None;
    QString text{};                      ///< translated, for a person: the claim, and what speaks for it most
    QStringList evidence{};              ///< short facts, each with its number; a host's name may be in them
    QString remedy{};                    ///< what would help, a sentence or two; empty: nothing is known to
    std::optional<LimitChange> change{}; ///< the remedy that can be applied at once
    std::optional<GainRange> gain{};     ///< what the change should bring
    QString reckoning{};                 ///< how the gain was reckoned, in words; empty without one
    QStringList alternatives{};          ///< what else may be done
    QString host{};                      ///< HostKey::name of the one it is about; empty: of several
    QString step{};                      ///< StepTime::name
    std::optional<LimitField> limit{};   ///< that holds
    double perSecond = 0;                ///< attempts, over the stretch it is drawn from
    Duration each{};                     ///< that nine attempts of ten take at most; the mean where that is not known

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// "none", "server", "own-limit", ...: in summaries. Never translated, never changed.
QLatin1StringView verdictKindName(VerdictKind kind);

/// Pure. The first that holds: too little to tell · the event loop is blocked · the engine thread is busy · a server
/// refuses · jobs pause before another try and nothing else waits · computing threads are busy and bodies wait for them
/// · the project file is behind · places are taken, and most time in flight goes to the disk, to looking up or to
/// connecting · the limit in flight is full · a wait before admission takes a fifth of all time: its limit, though only
/// one host may be left · nothing waits while places are free · jobs wait and yet places are free: they come out of the
/// project file in bursts · whatever takes most of the time in flight. Where places are what jobs wait for, but each is
/// held for long by its server (0.6 s to the first byte, which Lighthouse's audit of server response times calls slow,
/// or as long receiving), the verdict speaks of the server, and the limit is its remedy.
Verdict judge(const VerdictInput &input);

/// What comes before the first colon or full stop, to be shown: "Your limit of 6 per host holds".
QString claimOf(const Verdict &verdict);
/// "Per host 6 → 12": for buttons, marks and sentences.
QString changeText(const LimitChange &change);
/// "+60..90 %", "−10..+5 %".
QString gainText(const GainRange &gain);

/// {kind, text, evidence, remedy, gain{low, high}, change{limit, from, to}, host, step, limit}; what there is none of
/// is left out.
QJsonObject toJson(const Verdict &verdict);

} // namespace sluice
