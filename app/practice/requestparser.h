// From bytes to a request (RFC 9112).
#pragma once

#include "practice/httprequest.h"

namespace sluice {

/// The head of a request may not be larger, in bytes.
inline constexpr qsizetype maxRequestHead = 16 * 1024;

struct ParsedRequest
{
    enum class State { Incomplete, Complete, Bad };

    State state = State::Incomplete;
    qsizetype consumed = 0; ///< bytes of the buffer that the head took; the body, if any, follows
    HttpRequest request;    ///< when complete
    int badStatus = 400;    ///< when bad
    const char *reason = "";
};

/// Parses the head at the beginning of `buffer`. Lines may end with CRLF or LF; everything else is strict.
ParsedRequest parseRequest(QByteArrayView buffer);

} // namespace sluice
