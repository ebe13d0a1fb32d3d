// Standard input that comes little by little.
#pragma once

#include <QByteArray>
#include <QTimer>

#include <unistd.h>

namespace sluice::test {

/// While it lives, standard input of this process is a pipe that somebody writes to a line at a time.
class Trickle
{
public:
    /// `line` is written every `pause`, %1 in it being a number from 0.
    Trickle(const QString &line, std::chrono::milliseconds pause) : m_before(::dup(STDIN_FILENO))
    {
        int ends[2];
        if (::pipe(ends) != 0 || ::dup2(ends[0], STDIN_FILENO) < 0)
            qFatal("no pipe");
        ::close(ends[0]);
        m_writing = ends[1];
        m_timer.callOnTimeout([this, line] {
            const auto bytes = line.arg(m_lines).toUtf8() + '\n';
            if (::write(m_writing, bytes.constData(), static_cast<size_t>(bytes.size())) == bytes.size())
                ++m_lines;
        });
        m_timer.start(pause);
    }
    ~Trickle()
    {
        end();
        ::dup2(m_before, STDIN_FILENO);
        ::close(m_before);
    }
    Trickle(const Trickle &) = delete;
    Trickle &operator=(const Trickle &) = delete;

    void end()
    {
        m_timer.stop();
        if (m_writing >= 0)
            ::close(m_writing);
        m_writing = -1;
    }

    int lines() const { return m_lines; }

private:
    int m_before;
    int m_writing = -1;
    int m_lines = 0;
    QTimer m_timer;
};

} // namespace sluice::test
