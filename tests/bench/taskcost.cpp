// What it costs to list a task: one that is spawned and resumed three times, with and without a registry.
//
// usage: sluice-bench-taskcost [ROUNDS]
#include "async/completion.h"
#include "async/taskregistry.h"
#include "async/taskscope.h"
#include "core/systemclock.h"

#include <QCoreApplication>

#include <chrono>
#include <cstdio>
#include <cstdlib>

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

/// Nanoseconds a task.
double costOf(TaskRegistry *registry, bool ownToken, int rounds)
{
    TaskScope scope(QStringLiteral("bench"), {}, registry);
    const auto host = QStringLiteral("https://example.org");
    const auto begun = std::chrono::steady_clock::now();
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
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begun;
    return took.count() / rounds / tasksAtOnce;
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
