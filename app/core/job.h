// One unit of the user's work, as the scheduler sees it.
#pragma once

#include "core/hostkey.h"
#include "core/ids.h"

#include <QByteArray>
#include <QUrl>

namespace sluice {

struct Job
{
    JobId id{};
    QUrl url;            ///< http, https or file
    HostKey host;        ///< HostKey::of(url)
    int attempts = 0;    ///< finished attempts before this one in the present round of tries
    int lastAttempt = 0; ///< number of the last attempt ever made: the next is one more
    QByteArray extra{};  ///< the list's other columns, a compact JSON object; empty for none
};

} // namespace sluice
