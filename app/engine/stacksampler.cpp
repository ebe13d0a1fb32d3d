#include "engine/stacksampler.h"

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <mutex>
#include <pthread.h>
#include <semaphore.h>
#include <thread>

namespace sluice {

namespace {

constexpr auto interval = std::chrono::milliseconds(4);
constexpr int mostFrames = 64;

struct Frames
{
    void *at[mostFrames]{};
    int count = 0;
    sem_t taken{};
};

std::atomic<Frames *> wanted = nullptr; // all that a signal handler can reach

void onSignal(int)
{
    const int before = errno;
    if (auto *frames = wanted.exchange(nullptr)) {
        frames->count = ::backtrace(frames->at, mostFrames);
        ::sem_post(&frames->taken);
    }
    errno = before;
}

QString functionAt(void *address)
{
    Dl_info found{};
    if (::dladdr(address, &found) == 0 || !found.dli_sname)
        return {};
    int status = 0;
    const std::unique_ptr<char, void (*)(void *)> plain(abi::__cxa_demangle(found.dli_sname, nullptr, nullptr, &status),
                                                        std::free);
    return QString::fromUtf8(plain ? plain.get() : found.dli_sname);
}

/// The innermost function of ours; else the innermost that has a name. The handler itself and what called it are no
/// part of the story.
QString culpritOf(const Frames &frames)
{
    QString innermost;
    for (int i = 2; i < frames.count; ++i) {
        const auto function = functionAt(frames.at[i]);
        if (function.contains(QLatin1StringView("sluice::")))
            return function;
        if (innermost.isEmpty())
            innermost = function;
    }
    return innermost;
}

} // namespace

struct StackSampler::Private
{
    Clock *clock;
    Duration patience;
    pthread_t watched;
    Frames frames;
    std::atomic<TimePoint> since = TimePoint(); ///< zero: it idles
    std::mutex mutex;                           ///< guards the three below
    std::condition_variable wake;
    bool ends = false;
    TimePoint sampled{}; ///< the stretch that `function` is of
    QString function;
    std::thread thread;

    void look()
    {
        std::unique_lock lock(mutex);
        while (!wake.wait_for(lock, interval, [this] { return ends; })) {
            const auto begun = since.load();
            if (begun == TimePoint() || begun == sampled || clock->now() - begun <= patience)
                continue;
            wanted = &frames;
            if (::pthread_kill(watched, SIGRTMIN + 5) != 0)
                continue;
            while (::sem_wait(&frames.taken) != 0) // the handler comes at once: nothing blocks the signal
                ;
            function = culpritOf(frames);
            sampled = begun;
        }
    }
};

StackSampler::StackSampler(Clock *clock, Duration patience) : d(std::make_unique<Private>())
{
    d->clock = clock;
    d->patience = patience;
    d->watched = ::pthread_self();
    ::sem_init(&d->frames.taken, 0, 0);
    ::backtrace(d->frames.at, mostFrames); // the first call loads a library, which no handler may
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGRTMIN + 5, &action, nullptr);
    d->thread = std::thread([this] { d->look(); });
}

StackSampler::~StackSampler()
{
    {
        const std::lock_guard lock(d->mutex);
        d->ends = true;
    }
    d->wake.notify_one();
    d->thread.join();
    ::sem_destroy(&d->frames.taken);
}

void StackSampler::begin(TimePoint now)
{
    d->since = now;
}

QString StackSampler::end()
{
    const auto begun = d->since.exchange({});
    const std::lock_guard lock(d->mutex);
    return d->sampled == begun ? d->function : QString();
}

} // namespace sluice
