#include "engine/standardinput.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace sluice {

StandardInput::StandardInput(std::stop_token stop) : m_stop(std::move(stop))
{
    setOpenMode(QIODevice::ReadOnly);
}

qint64 StandardInput::readData(char *data, qint64 maxSize)
{
    while (!m_stop.stop_requested()) {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        const int ready = ::poll(&input, 1, 100);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        const auto count = ready < 0 ? -1 : ::read(STDIN_FILENO, data, static_cast<size_t>(maxSize));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            setErrorString(qt_error_string(errno));
        m_ended = count <= 0;
        return count; // 0 at the end
    }
    setErrorString(QStringLiteral("interrupted"));
    return -1;
}

} // namespace sluice
