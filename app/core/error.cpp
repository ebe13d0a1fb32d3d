#include "core/error.h"

#include <array>

namespace sluice {

namespace {

constexpr std::array allKinds{ErrorKind::Input,          ErrorKind::Dns,
                              ErrorKind::Connect,        ErrorKind::Tls,
                              ErrorKind::TimeoutConnect, ErrorKind::TimeoutFirstByte,
                              ErrorKind::TimeoutIdle,    ErrorKind::TimeoutAttempt,
                              ErrorKind::HttpStatus,     ErrorKind::Protocol,
                              ErrorKind::Size,           ErrorKind::Step,
                              ErrorKind::Storage,        ErrorKind::Internal};
static_assert(allKinds.size() == errorKindCount);

} // namespace

QLatin1StringView errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Input:
        return QLatin1StringView("input");
    case ErrorKind::Dns:
        return QLatin1StringView("dns");
    case ErrorKind::Connect:
        return QLatin1StringView("connect");
    case ErrorKind::Tls:
        return QLatin1StringView("tls");
    case ErrorKind::TimeoutConnect:
        return QLatin1StringView("timeout-connect");
    case ErrorKind::TimeoutFirstByte:
        return QLatin1StringView("timeout-first-byte");
    case ErrorKind::TimeoutIdle:
        return QLatin1StringView("timeout-idle");
    case ErrorKind::TimeoutAttempt:
        return QLatin1StringView("timeout-attempt");
    case ErrorKind::HttpStatus:
        return QLatin1StringView("http-status");
    case ErrorKind::Protocol:
        return QLatin1StringView("protocol");
    case ErrorKind::Size:
        return QLatin1StringView("size");
    case ErrorKind::Step:
        return QLatin1StringView("step");
    case ErrorKind::Storage:
        return QLatin1StringView("storage");
    case ErrorKind::Internal:
        return QLatin1StringView("internal");
    }
    Q_UNREACHABLE();
}

std::optional<ErrorKind> errorKindFromName(QStringView name)
{
    for (const auto kind : allKinds) {
        if (name == errorKindName(kind))
            return kind;
    }
    return std::nullopt;
}

} // namespace sluice
