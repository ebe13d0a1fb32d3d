// Two runs side by side.
#pragma once

#include "engine/keptrun.h"

#include <QJsonObject>

namespace sluice {

/// What a number counts, for whoever shows it.
enum class Measure { Count, Seconds, Milliseconds, PerSecond, Bytes };

struct ComparedNumber
{
    QString key;   ///< "wallSeconds", "errors.dns", "waits.first-byte": for programs, never translated
    QString label; ///< translated
    Measure measure = Measure::Count;
    std::optional<double> first; ///< none: not known
    std::optional<double> second;

    /// second − first; none unless both are known.
    std::optional<double> difference() const;
    /// The difference as a share of the first; none where that is 0.
    std::optional<double> change() const;
};

/// An option or limit that is not the same in both, by its key in the project's options.
struct ComparedLimit
{
    QString key;
    QString label; ///< translated, as settings call it
    QString first; ///< "—" where it was not kept
    QString second;
    QString firstRaw; ///< as the project keeps it, for programs
    QString secondRaw;
};

struct RunComparison
{
    KeptRun first;
    KeptRun second;
    std::vector<ComparedNumber> numbers; ///< classes of errors and waits only where one of the two has any
    std::vector<ComparedLimit> limits;   ///< only what differs
};

/// Pure.
RunComparison compareRuns(KeptRun first, KeptRun second);

/// "412/s", "2 min 28 s"; "—" when not known.
QString measureText(std::optional<double> value, Measure measure);
/// "+24/s (+6 %)", "+4.1 s (×51)", "the same"; "—" when not known.
QString differenceText(const ComparedNumber &number);

/// What `sluice-cli compare --json` prints.
QJsonObject toJson(const RunComparison &comparison);

} // namespace sluice
