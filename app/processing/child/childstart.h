// Starting a program with pipes on its standard streams.
#pragma once

#include "files/filedescriptor.h"

#include <sys/types.h>

namespace sluice {

struct ChildCommand;

/// The parent's ends, none of them inherited by any other child; all non-blocking.
struct StartedChild
{
    pid_t pid = -1;
    FileDescriptor input;
    FileDescriptor output;
    FileDescriptor errors;
};

/// Zero, or the errno that says why not.
int startChild(const ChildCommand &command, StartedChild *started);

} // namespace sluice
