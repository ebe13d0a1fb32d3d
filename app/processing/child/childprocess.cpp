#include "processing/child/childprocess.h"

#include "processing/child/childstart.h"

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>

#include <poll.h>
extern "C" { // which glibc 2.36 forgets
#include <sys/pidfd.h>
}
#include <sys/wait.h>

namespace sluice {

namespace {

constexpr qsizetype keptErrors = 2048;
constexpr qint64 lookAtToken = 20; // ms

QString tr(const char *text)
{
    return QCoreApplication::translate("ChildProcess", text);
}

Error cannotStart(const QString &program, int reason)
{
    if (reason == ENOENT)
        return {ErrorKind::Step, tr("the program %1 is not there").arg(program)};
    const bool isLack = reason == EMFILE || reason == ENFILE || reason == EAGAIN || reason == ENOMEM;
    return {isLack ? ErrorKind::Storage : ErrorKind::Step,
            tr("the program %1 cannot be started: %2").arg(program, QString::fromLocal8Bit(std::strerror(reason)))};
}

/// Writing to a pipe that nobody reads must be an error, not a signal to the whole program.
class PipeSignalHeld
{
public:
    PipeSignalHeld()
    {
        ::sigemptyset(&m_pipe);
        ::sigaddset(&m_pipe, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    PipeSignalHeld(const PipeSignalHeld &) = delete;
    PipeSignalHeld &operator=(const PipeSignalHeld &) = delete;
    ~PipeSignalHeld()
    {
        const timespec now{};
        while (::sigtimedwait(&m_pipe, nullptr, &now) < 0 && errno == EINTR) {
        }
        ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }

private:
    sigset_t m_pipe{};
    sigset_t m_before{};
};

int patience(const ChildProcess::Bounds &bounds)
{
    const auto left = bounds.deadline.isForever() ? lookAtToken : bounds.deadline.remainingTime();
    return static_cast<int>(std::min(left, lookAtToken));
}

ChildEnd endOf(int status)
{
    if (WIFSIGNALED(status))
        return {0, WTERMSIG(status)};
    return {WEXITSTATUS(status), 0};
}

} // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const ChildCommand &command)
{
    StartedChild started;
    if (const int problem = startChild(command, &started))
        return cannotStart(command.program, problem);
    FileDescriptor exit(::pidfd_open(started.pid, 0));
    const int reason = errno;
    std::unique_ptr<ChildProcess> child(new ChildProcess(started.pid, std::move(exit), std::move(started.input),
                                                         std::move(started.output), std::move(started.errors)));
    if (!child->m_exit.isOpen())
        return cannotStart(command.program, reason);
    return child;
}

ChildProcess::ChildProcess(pid_t pid, FileDescriptor exit, FileDescriptor input, FileDescriptor output,
                           FileDescriptor errors)
    : m_pid(pid)
    , m_exit(std::move(exit))
    , m_input(std::move(input))
    , m_out(std::move(output))
    , m_errors(std::move(errors))
{
}

ChildProcess::~ChildProcess()
{
    if (m_end)
        return;
    ::kill(-m_pid, SIGKILL); // also what it left behind in its group
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
}

void ChildProcess::closeInput()
{
    m_closeWhenSent = true;
    if (m_sent == m_unsent.size())
        m_input = FileDescriptor();
}

void ChildProcess::writeSome()
{
    const PipeSignalHeld held;
    while (m_sent < m_unsent.size()) {
        const auto count = ::write(m_input.get(), m_unsent.data() + m_sent, m_unsent.size() - m_sent);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return;
        if (count < 0) { // it does not want the rest
            m_input = FileDescriptor();
            m_sent = m_unsent.size();
            break;
        }
        m_sent += static_cast<size_t>(count);
    }
    m_unsent.clear();
    m_sent = 0;
    if (m_closeWhenSent)
        m_input = FileDescriptor();
}

/// False at the end of its output.
bool ChildProcess::readSome()
{
    constexpr qsizetype pieceSize = 64 * 1024;
    const auto before = m_output.size();
    m_output.resize(before + pieceSize);
    const auto count = ::read(m_out.get(), m_output.data() + before, static_cast<size_t>(pieceSize));
    m_output.resize(before + std::max<qsizetype>(count, 0));
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

/// True when there was something.
bool ChildProcess::readErrors()
{
    std::array<char, 4096> piece{};
    const auto count = ::read(m_errors.get(), piece.data(), piece.size());
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))
        m_errors = FileDescriptor();
    if (count > 0)
        m_errorTail =
            (m_errorTail + QByteArray(piece.data(), count)).last(std::min(keptErrors, m_errorTail.size() + count));
    return count > 0;
}

ChildProcess::Exchange ChildProcess::exchange(const std::function<bool()> &enough, const Bounds &bounds)
{
    while (!enough()) {
        if (!m_out.isOpen())
            return Exchange::Closed;
        if (m_output.size() > bounds.mostOutput)
            return Exchange::TooMuch;
        if (bounds.token.isCancelled())
            return Exchange::Cancelled;
        if (bounds.deadline.hasExpired())
            return Exchange::TimedOut;
        const bool mayWrite = m_input.isOpen() && m_sent < m_unsent.size();
        std::array<pollfd, 3> polled{pollfd{m_out.get(), POLLIN, 0}, pollfd{m_errors.get(), POLLIN, 0},
                                     pollfd{mayWrite ? m_input.get() : -1, POLLOUT, 0}};
        if (::poll(polled.data(), polled.size(), patience(bounds)) <= 0)
            continue;
        if (polled[2].revents != 0)
            writeSome();
        if (polled[1].revents != 0)
            readErrors();
        if (polled[0].revents != 0 && !readSome())
            m_out = FileDescriptor();
    }
    return Exchange::Enough;
}

Duration ChildProcess::cpuTime() const
{
    clockid_t clock{};
    timespec used{};
    if (m_end || ::clock_getcpuclockid(m_pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
        return {};
    return std::chrono::duration_cast<Duration>(std::chrono::seconds(used.tv_sec) +
                                                std::chrono::nanoseconds(used.tv_nsec));
}

QByteArray ChildProcess::takeOutput(qsizetype bytes)
{
    const auto taken = m_output.first(bytes);
    m_output.remove(0, bytes);
    return taken;
}

std::optional<ChildEnd> ChildProcess::wait(const Bounds &bounds)
{
    while (!m_end) {
        pollfd polled{m_exit.get(), POLLIN, 0};
        const bool ended = ::poll(&polled, 1, patience(bounds)) > 0;
        if (ended) {
            ::kill(-m_pid, SIGKILL); // what it left behind; while it is not reaped the number is still its own
            int status = 0;
            const auto reaped = ::waitpid(m_pid, &status, WNOHANG);
            if (reaped == m_pid)
                m_end = endOf(status);
            else if (reaped < 0 && errno != EINTR)
                m_end = ChildEnd(); // somebody else reaped it: it has ended, nobody knows how
        } else if (bounds.token.isCancelled() || bounds.deadline.hasExpired()) {
            return std::nullopt;
        }
    }
    constexpr int mostPieces = 16; // somebody else may hold the pipe, and go on talking
    for (int piece = 0; piece < mostPieces && m_errors.isOpen() && readErrors(); ++piece) {
    }
    return m_end;
}

QString endingInWords(const ChildEnd &end)
{
    if (end.signal == 0)
        return tr("ended with code %1").arg(end.code);
    return tr("was ended by signal %1 (%2)")
        .arg(end.signal)
        .arg(QString::fromLocal8Bit(::sigdescr_np(end.signal) ? ::sigdescr_np(end.signal) : "?"));
}

} // namespace sluice
