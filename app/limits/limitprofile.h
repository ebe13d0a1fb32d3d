// All limits of a run as one value: validated as a whole, swapped whole while a run goes on.
#pragma once

#include "core/duration.h"
#include "core/result.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace sluice {

/// Defaults are those of profile "balanced". Every number has its range, unit and words in limitranges.h.
struct LimitProfile
{
    QString name = QStringLiteral("balanced"); ///< "custom" once a field was changed by hand

    int inFlight = 64;        ///< jobs being fetched or processed at once, in all
    int perHost = 6;          ///< of these, requests to one host (scheme, name, port)
    double ratePerSecond = 0; ///< request starts per second over all hosts; 0 = no limit
    int threads = 0;          ///< computing threads; 0 = cores − 1, at least 1

    Duration connectTimeout = std::chrono::seconds(10); ///< name look-up, connect and TLS together
    Duration idleTimeout = std::chrono::seconds(20);    ///< no byte received for so long
    Duration attemptTimeout = std::chrono::seconds(30); ///< one whole attempt, redirects included

    int retries = 2;                                       ///< after the first attempt
    Duration backoffBase = std::chrono::milliseconds(500); ///< first pause at most so long, doubling
    Duration backoffCap = std::chrono::seconds(60);        ///< never longer than this
    Duration retryAfterCap = std::chrono::minutes(10);     ///< a server may ask for so much patience at most
    std::vector<int> retryStatuses{408, 425, 429, 500, 502, 503, 504};

    qint64 maxBodyBytes = qint64(4) << 30;   ///< a larger body fails with `size`
    qint64 maxMemoryBytes = qint64(8) << 20; ///< a larger body waits for its steps in a file

    Duration stepTimeout = std::chrono::seconds(60); ///< computing time of an isolated step on one body
    qint64 stepMemoryBytes = qint64(1) << 30;        ///< address space of a child process

    friend bool operator==(const LimitProfile &, const LimitProfile &) = default;
};

/// "polite", "balanced", "stress".
std::vector<LimitProfile> namedProfiles();
Result<LimitProfile> namedProfile(QStringView name);

/// Every problem at once, each a sentence naming the field, its value and its range; empty when valid.
QStringList problemsOf(const LimitProfile &profile);

/// cores − 1, at least 1, where threads is 0.
int effectiveThreads(const LimitProfile &profile);

/// Durations are written in seconds. A missing key is the default, a missing name "custom". Unknown keys, wrong types
/// and whatever problemsOf() would find are errors that name the key, all in one message.
QJsonObject toJson(const LimitProfile &profile);
Result<LimitProfile> profileFromJson(const QJsonObject &json);

} // namespace sluice
