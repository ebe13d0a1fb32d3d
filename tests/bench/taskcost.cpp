// What it costs to list a task: one that is spawned and resumed three times, with and without a registry.
//
// usage: sluice-bench-taskcost [ROUNDS]
#include "async/completion.h"
#include "async/taskregistry.h"
#include "async/taskscope.h"
#include "core/systemclock.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace sluice;

namespace {

constexpr int tasksAtOnce = 64;

QCoro::Task<> resumedThrice()
{
    for (int i = 0; i < 3; ++i) {
        const Completion<bool> word;
        word.complete(true);
        co_await word.wait(awaiting::answer);
    }
}

/// Nanoseconds of the processor: others may have it meanwhile.
double used()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e9 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec);
}

/// Nanoseconds a task.
double costOf(TaskRegistry *registry, bool ownToken, int rounds)
{
    TaskScope scope(QStringLiteral("bench"), {}, registry);
    const auto host = QStringLiteral("https://example.org");
    const auto begun = used();
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < tasksAtOnce; ++i) {
            if (ownToken)
                scope.spawn({"job", i, host, 1}, [](CancelToken) { return resumedThrice(); });
            else
                scope.spawn({"job", i, host, 1}, [] { return resumedThrice(); });
        }
        while (scope.remaining() > 0)
            QCoreApplication::sendPostedEvents();
    }
    const auto took = used() - begun;
    return took / rounds / tasksAtOnce;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3000;
    SystemClock clock;
    TaskRegistry registry(&clock);
    for (int i = 0; i < 5; ++i) {
        const auto plain = costOf(nullptr, false, rounds);
        const auto listed = costOf(&registry, false, rounds);
        const auto own = costOf(&registry, true, rounds);
        std::printf("ns a task: %.0f unlisted, %.0f listed (+%.0f), %.0f with a token of its own (+%.0f)\n", plain,
                    listed, listed - plain, own, own - plain);
    }
    return 0;
}
