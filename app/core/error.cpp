#include "core/error.h"

#include <QCoreApplication>

#include <array>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ErrorKind", text);
}

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

QString errorKindLabel(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Input:
        return tr("Unusable address");
    case ErrorKind::Dns:
        return tr("Host has no address");
    case ErrorKind::Connect:
        return tr("No connection");
    case ErrorKind::Tls:
        return tr("No secure connection");
    case ErrorKind::TimeoutConnect:
        return tr("No connection in time");
    case ErrorKind::TimeoutFirstByte:
        return tr("No answer in time");
    case ErrorKind::TimeoutIdle:
        return tr("Answer went silent");
    case ErrorKind::TimeoutAttempt:
        return tr("Took too long");
    case ErrorKind::HttpStatus:
        return tr("HTTP status");
    case ErrorKind::Protocol:
        return tr("Broken answer");
    case ErrorKind::Size:
        return tr("Too large");
    case ErrorKind::Step:
        return tr("Step failed");
    case ErrorKind::Storage:
        return tr("Disk or project file");
    case ErrorKind::Internal:
        return tr("Fault in Sluice");
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
