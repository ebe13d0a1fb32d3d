#include "fetch/responsechecks.h"

#include "core/safetext.h"
#include "fetch/errormapping.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ResponseChecks", text);
}

Error invalid(const QString &reason)
{
    return {ErrorKind::Protocol, reason};
}

std::optional<qint64> wholeNumber(const QByteArray &text)
{
    const bool digits =
        !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const auto value = text.toLongLong(&fits);
    return digits && fits ? std::make_optional(value) : std::nullopt;
}

} // namespace

bool isBodiless(QByteArrayView method, int status)
{
    return method == "HEAD" || status == 204 || status == 304;
}

Result<std::optional<qint64>> contentLength(const FetchResponse &response, const QUrl &url)
{
    const auto field = response.header("content-length");
    if (field.isNull() || !response.header("transfer-encoding").isNull())
        return std::optional<qint64>();
    std::optional<qint64> length;
    for (const auto &part : field.split(',')) {
        const auto value = wholeNumber(part.trimmed());
        if (!value || (length && length != value))
            return invalid(tr("%1 sent a Content-Length that makes no sense: %2")
                               .arg(hostLabel(url), visibleText(QString::fromLatin1(field), 60)));
        length = value;
    }
    return length;
}

Result<void> checkStatus(const FetchResponse &response, const QUrl &url)
{
    if (response.status >= 200 && response.status <= 599)
        return success();
    return invalid(tr("%1 answered with an invalid status (%2)").arg(hostLabel(url)).arg(response.status));
}

Result<void> checkHeadersParsed(const FetchResponse &response, const QUrl &url)
{
    if (!response.headers.isEmpty() || response.status / 100 != 2)
        return success();
    return invalid(tr("%1 sent a header that cannot be read, or none").arg(hostLabel(url)));
}

} // namespace sluice
