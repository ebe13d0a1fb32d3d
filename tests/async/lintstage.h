// A scope on a clock that is moved by hand, and what the lints say of it.
#pragma once

#include "async/tasklints.h"
#include "async/taskrows.h"
#include "async/taskscope.h"
#include "support/fakeclock.h"

namespace sluice::test {

struct Stage
{
    FakeClock clock;
    TaskRegistry registry{&clock};
    TaskScope scope{QStringLiteral("test"), {}, &registry};

    TaskSnapshot snapshot()
    {
        auto snapshot = snapshotOf(registry.read());
        applyLints(&snapshot, lintTasks(snapshot, registry.history().events(clock.now())));
        return snapshot;
    }
    QStringList names()
    {
        QStringList names;
        for (const auto &lint : snapshot().lints)
            names.append(lint.name);
        return names;
    }
};

inline QStringList one(const char *name)
{
    return {QString::fromLatin1(name)};
}

} // namespace sluice::test
