#include "async/taskentry.h"

#include "async/taskregistry.h"

namespace sluice {

void TaskEntry::describe(const QString &host, int attempt)
{
    registry->describe(this, host, attempt);
}

} // namespace sluice
