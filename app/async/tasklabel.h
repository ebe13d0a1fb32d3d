#pragma once

#include <QString>

namespace sluice {

/// What a coroutine is called in the task inspector.
struct TaskLabel
{
    const char *kind = "task"; ///< "job", "run": one word, a literal
    qint64 number = 0;         ///< the job's; 0: there is only one of its kind
    QString host{};
    int attempt = 0; ///< 0: none
};

} // namespace sluice
