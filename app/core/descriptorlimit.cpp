#include "core/descriptorlimit.h"

#include <sys/resource.h>

namespace sluice {

void raiseDescriptorLimit()
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == files.rlim_max)
        return;
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files); // refused: the old limit stays, and running out of it is reported
}

} // namespace sluice
