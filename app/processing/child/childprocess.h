// Another program at work for us, and never longer or louder than it may.
#pragma once

#include "async/canceltoken.h"
#include "core/duration.h"
#include "core/result.h"
#include "files/filedescriptor.h"

#include <QDeadlineTimer>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <sys/types.h>

namespace sluice {

/// What to start: a program and its words, as they are; no shell takes them apart.
struct ChildCommand
{
    QString program{}; ///< a path, or a name to look up in PATH
    QStringList arguments{};
    QStringList environment{}; ///< "NAME=value": all of it, nothing is inherited
    QString folder{};          ///< to work in; empty: ours
};

/// How a child ended.
struct ChildEnd
{
    int code = 0;   ///< when it ended by itself
    int signal = 0; ///< else; 0 when it ended by itself
};

/// A running program with its standard streams on pipes, in a process group of its own, which is killed and reaped
/// with this object: nothing it started in that group stays. One thread at a time, any thread; every function that
/// waits says until when. It gets no signals of the terminal: Ctrl+C is for us to decide on.
class ChildProcess
{
public:
    /// Fails in words that name the program: "the program convert is not there"; with kind Step, or Storage when the
    /// system has no room for another process.
    static Result<std::unique_ptr<ChildProcess>> start(const ChildCommand &command);
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;
    ~ChildProcess();

    /// Adds to what exchange() will write to its standard input.
    void send(const QByteArray &bytes) { m_unsent.append(bytes.constData(), static_cast<size_t>(bytes.size())); }
    /// Nothing more will be sent: it finds the end of its input once all is written.
    void closeInput();

    struct Bounds
    {
        QDeadlineTimer deadline{QDeadlineTimer::Forever};
        qint64 mostOutput = qint64(64) << 20; ///< bytes in output() that nobody took
        CancelToken token{};
    };
    enum class Exchange {
        Enough,    ///< what was waited for is in output()
        Closed,    ///< it closed its output before that
        TimedOut,  ///< the deadline passed
        TooMuch,   ///< more than mostOutput
        Cancelled, ///< looked at every 20 ms
    };
    /// Writes what was sent and reads what comes, both at once, until enough() or one of the other endings. A program
    /// that does not read its input to the end is no error.
    Exchange exchange(const std::function<bool()> &enough, const Bounds &bounds);

    /// Processor time that it used so far; zero once it was waited for. Any thread, as long as nobody waits for it.
    Duration cpuTime() const;

    /// What came on standard output and was not taken yet.
    const QByteArray &output() const { return m_output; }
    QByteArray takeOutput(qsizetype bytes);
    /// The last 2 KB of standard error.
    const QByteArray &errorTail() const { return m_errorTail; }

    /// Waits for its end; none when the deadline passed or the token was cancelled first.
    std::optional<ChildEnd> wait(const Bounds &bounds);

private:
    ChildProcess(pid_t pid, FileDescriptor exit, FileDescriptor input, FileDescriptor output, FileDescriptor errors);
    void writeSome();
    bool readSome();
    bool readErrors();

    pid_t m_pid;
    FileDescriptor m_exit; ///< readable once it has ended
    FileDescriptor m_input;
    FileDescriptor m_out;
    FileDescriptor m_errors;
    std::string m_unsent;
    size_t m_sent = 0;
    bool m_closeWhenSent = false;
    QByteArray m_output;
    QByteArray m_errorTail;
    std::optional<ChildEnd> m_end;
};

/// "was killed (signal 9)", "ended with code 3": fits behind the name of the program.
QString endingInWords(const ChildEnd &end);

} // namespace sluice
