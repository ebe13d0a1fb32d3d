#include "processing/child/childserver.h"

#include "core/systemclock.h"
#include "files/filedescriptor.h"
#include "processing/child/childprotocol.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>

#include <algorithm>
#include <cerrno>
#include <thread>

#include <poll.h>
#include <sys/resource.h>

namespace sluice {

namespace {

constexpr qint64 answersTogether = 5; // ms of work that may be answered in one write
constexpr qsizetype pieceSize = 64 * 1024;

void limit(__rlimit_resource resource, rlim_t soft, rlim_t hard)
{
    const rlimit both{soft, hard};
    ::setrlimit(resource, &both);
}

void limitMemory(qint64 bytes)
{
    limit(RLIMIT_CORE, 0, 0);
#ifdef SLUICE_SANITIZED
    Q_UNUSED(bytes) // sanitizers reserve terabytes of addresses
#else
    limit(RLIMIT_AS, static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes));
#endif
}

/// The system counts whole seconds of the process: so many more from now on.
void limitTime(Duration more)
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds =
        used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 + std::chrono::ceil<std::chrono::seconds>(more).count();
    limit(RLIMIT_CPU, static_cast<rlim_t>(seconds), RLIM_INFINITY);
}

/// Frames from standard input, as they come.
class Requests
{
public:
    bool hasOne() const { return completeFrame(m_buffer) > 0; }
    /// Empty at the end of the input.
    QByteArray next()
    {
        while (!hasOne()) {
            const auto before = m_buffer.size();
            m_buffer.resize(before + pieceSize);
            const auto count = ::read(STDIN_FILENO, m_buffer.data() + before, pieceSize);
            m_buffer.resize(before + std::max<qsizetype>(count, 0));
            if (count == 0 || (count < 0 && errno != EINTR))
                return {};
        }
        const auto size = completeFrame(m_buffer);
        const auto frame = m_buffer.first(size);
        m_buffer.remove(0, size);
        return frame;
    }

private:
    QByteArray m_buffer;
};

bool writeAll(int to, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const auto count = ::write(to, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent));
        if (count < 0 && errno != EINTR)
            return false;
        sent += std::max<qsizetype>(count, 0);
    }
    return true;
}

class Server
{
public:
    Server(ChildSetup setup, StepList steps)
        : m_setup(std::move(setup))
        , m_steps(std::move(steps))
        , m_changesBody(std::ranges::any_of(m_steps, [](const auto &ready) { return ready.step->changesBody(); }))
    {
    }

    QByteArray answer(const QByteArray &frame)
    {
        limitTime(m_setup.limits.time);
        StepWork work;
        auto input = inputFrom(frame);
        if (!input)
            return {};
        work.input = std::move(*input);
        runSteps(m_steps, 0, m_steps.size(), m_setup.folders, m_clock, &work);
        ChildAnswer answer;
        answer.ran = work.ran;
        answer.spent = std::move(work.spent);
        answer.sameBody = !m_changesBody;
        auto ended = work.ended();
        if (ended && m_changesBody) {
            if (const auto shipped = shipAsFile(&ended.value().body, m_setup.folders); !shipped)
                ended = shipped.error();
        }
        if (ended) {
            answer.made = {std::move(ended.value().body), ended.value().columns, std::move(ended.value().keepsakes)};
        } else {
            answer.sameBody = true;
            answer.state = ended.cancelled() ? Result<void>(Cancelled{}) : Result<void>(ended.error());
        }
        auto bytes = frameOf(answer);
        if (answer.made.body.scratch)
            answer.made.body.scratch->leave();
        for (const auto &keepsake : answer.made.keepsakes) {
            if (keepsake.holder)
                keepsake.holder->leave();
        }
        return bytes;
    }

private:
    SystemClock m_clock;
    ChildSetup m_setup;
    StepList m_steps;
    bool m_changesBody;
};

/// A killed parent cannot say so, and a body may take a minute: the pipe tells at once.
void endWithTheParent()
{
    std::thread([] {
        pollfd input{STDIN_FILENO, 0, 0}; // no events asked for: only the other end's closing wakes it
        while (::poll(&input, 1, -1) < 0 && errno == EINTR) {
        }
        ::_exit(0);
    }).detach();
}

} // namespace

int serveSteps()
{
    const FileDescriptor answers(::dup(STDOUT_FILENO));
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    Requests requests;
    const auto setup = setupFrom(requests.next());
    if (!setup)
        return 2;
    const auto recipe = recipeFromJson(QJsonDocument::fromJson(setup->steps).array());
    auto steps = recipe ? instantiate(recipe.value()) : Result<StepList>(recipe.error());
    if (!steps)
        return 2;
    endWithTheParent();
    limitMemory(setup->limits.memoryBytes);
    Server server(*setup, std::move(steps).value());
    QElapsedTimer sinceWrite;
    QByteArray unsent;
    for (auto frame = requests.next(); !frame.isEmpty(); frame = requests.next()) {
        if (unsent.isEmpty())
            sinceWrite.start();
        const auto answer = server.answer(frame);
        if (answer.isEmpty())
            return 2;
        unsent += answer;
        if (requests.hasOne() && sinceWrite.elapsed() < answersTogether)
            continue;
        if (!writeAll(answers.get(), unsent))
            return 1; // nobody is there any more
        unsent.clear();
    }
    return 0;
}

} // namespace sluice
