#include "store/failurepattern.h"

#include "core/error.h"
#include "core/messagepattern.h"

namespace sluice {

QString failurePattern(const QString &error, const QString &errorKind, int status, const QString &host)
{
    const bool isStatus = errorKind == errorKindName(ErrorKind::HttpStatus);
    return messagePattern(error, host, isStatus ? status : 0);
}

} // namespace sluice
