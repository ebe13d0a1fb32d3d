// One JSON line for each attempt.
#pragma once

#include "core/result.h"
#include "store/storetypes.h"

#include <QFile>

namespace sluice {

/// Lines {"event":"attempt", "id", "attempt", "state", "status", "bytes", "seconds", "started", ...} in the order in
/// which the attempts ended. What cannot be written is reported once.
class EventWriter
{
public:
    Result<void> open(const QString &fileName); ///< "-" is standard output
    void write(const AttemptRecord &record);
    void finish();
    bool failed() const { return m_failed; }

private:
    void fail();

    QFile m_file;
    bool m_failed = false;
};

} // namespace sluice
