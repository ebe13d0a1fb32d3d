// What is answered, as a value. The connection carries it out.
#pragma once

#include "core/duration.h"

#include <QByteArray>
#include <QFuture>

#include <functional>
#include <memory>
#include <optional>

namespace sluice {

/// A body made while it is sent, so that it may be of any length.
class BodySource
{
public:
    virtual ~BodySource() = default;
    /// Fills up to `max` bytes and returns how many; 0 at the end only.
    virtual qsizetype read(char *to, qsizetype max) = 0;
    /// How long to wait before the next read.
    virtual Duration pause() const { return {}; }
};

struct Response
{
    enum class Ending {
        KeepAlive,
        Close, ///< after the body, even if it is shorter than announced
        Reset, ///< at once, with a TCP reset, nothing is sent
        Never, ///< nothing is sent, the connection stays
    };

    int status = 200;
    QByteArray contentType = QByteArrayLiteral("text/plain; charset=utf-8"); ///< empty: none is named
    QByteArray fields; ///< further header lines, each with its CRLF
    QByteArray body;
    std::unique_ptr<BodySource> source; ///< instead of body
    qint64 length = -1;                 ///< what Content-Length says where body is not used; -1: unknown, sent chunked
    Duration delay{};                   ///< before the first byte
    Ending ending = Ending::KeepAlive;

    /// When something has to be made first: everything else here is ignored, `answer` gives the response.
    struct Later
    {
        QFuture<QByteArray> data;
        std::function<Response(const QByteArray &)> answer;
    };
    std::optional<Later> later;

    static Response text(int status, QByteArray sentence);
};

/// "Not Found" and the like.
const char *statusText(int status);

/// Whether a response of this status has a body at all.
bool statusHasBody(int status);

/// Appends the status line and the header to `out`.
void appendHead(QByteArray &out, const Response &response, bool keepAlive, bool chunked);

} // namespace sluice
