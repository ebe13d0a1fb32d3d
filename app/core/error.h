// Why something failed, as a value.
#pragma once

#include <QString>

#include <optional>

namespace sluice {

/// The class of a failure. Names (errorKindName) are written to projects and exports: never change one.
enum class ErrorKind : quint8 {
    Input,            ///< an address, file or option that cannot be used; retrying cannot help
    Dns,              ///< the host name has no address
    Connect,          ///< refused, unreachable, or reset before a request was sent
    Tls,              ///< certificate or handshake
    TimeoutConnect,   ///< no connection within the connect timeout
    TimeoutFirstByte, ///< connected, but no response began within the attempt's time
    TimeoutIdle,      ///< nothing arrived for the idle timeout
    TimeoutAttempt,   ///< the whole attempt took too long
    HttpStatus,       ///< the final response is neither 2xx nor 304
    Protocol,         ///< not valid HTTP, cut short, broken encoding, bad redirect
    Size,             ///< larger than allowed
    Step,             ///< a processing step failed
    Storage,          ///< the disk or the project file
    Internal,         ///< a fault of ours
};
inline constexpr size_t errorKindCount = 14;

struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString message; ///< one sentence for a person: what happened, where, and what to do if anything can be done

    friend bool operator==(const Error &, const Error &) = default;
};

/// "dns", "timeout-connect", "http-status", ...: the `error_kind` column.
QLatin1StringView errorKindName(ErrorKind kind);
std::optional<ErrorKind> errorKindFromName(QStringView name);

/// "No answer in time": translated, for legends, tables and sentences.
QString errorKindLabel(ErrorKind kind);

} // namespace sluice
