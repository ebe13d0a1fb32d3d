// One unit of the user's work, as the scheduler sees it.
#pragma once

#include "core/duration.h"
#include "core/hostkey.h"
#include "core/ids.h"

#include <QByteArray>
#include <QUrl>

#include <optional>

namespace sluice {

struct Job
{
    JobId id{};
    QUrl url;            ///< http, https or file
    HostKey host;        ///< HostKey::of(url)
    int attempts = 0;    ///< finished attempts before this one in the present round of tries
    int lastAttempt = 0; ///< number of the last attempt ever made: the next is one more
    /// When the attempt before ended, and when this one was due; absent for a first one.
    std::optional<WallTime> lastEnded{};
    std::optional<WallTime> dueAt{};
    bool askedToWait = false; ///< dueAt was the host's wish, not our own backoff
    QByteArray extra{};       ///< the list's other columns, a compact JSON object; empty for none
};

} // namespace sluice
