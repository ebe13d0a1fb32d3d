#include "fetch/redirect.h"

#include "core/hostkey.h"
#include "core/safetext.h"
#include "fetch/headers.h"
#include "fetch/hostscope.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Redirect", text);
}

Error refused(const QString &reason)
{
    return {ErrorKind::Protocol, reason};
}

Result<void> checkTarget(const QUrl &typed, const QUrl &from, const QUrl &to)
{
    const auto host = from.host();
    const auto scheme = to.scheme();
    if (scheme != QLatin1StringView("http") && scheme != QLatin1StringView("https"))
        return refused(tr("%1 redirects to “%2:”, which is neither http nor https").arg(host, visibleText(scheme, 20)));
    if (to.host().isEmpty())
        return refused(tr("%1 redirects to an address without a host").arg(host));
    if (from.scheme() == QLatin1StringView("https") && scheme == QLatin1StringView("http"))
        return refused(tr("%1 redirects from https to http (%2): not followed").arg(host, to.host()));
    if (isLocalHost(to.host(QUrl::FullyEncoded)) && !isLocalHost(typed.host(QUrl::FullyEncoded)))
        return refused(tr("%1 redirects into your own network (%2): not followed").arg(host, to.host()));
    return success();
}

} // namespace

bool isRedirect(int status)
{
    constexpr std::array statuses{301, 302, 303, 307, 308};
    return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

Result<std::optional<FetchRequest>> redirectOf(const QUrl &typed, const FetchRequest &request,
                                               const FetchResponse &response)
{
    const auto location = response.header("location").trimmed();
    if (!isRedirect(response.status) || location.isEmpty())
        return std::optional<FetchRequest>();
    const QUrl target(QString::fromUtf8(location), QUrl::TolerantMode);
    if (!target.isValid())
        return refused(tr("%1 redirects to something that is no address: %2")
                           .arg(request.url.host(), visibleText(QString::fromUtf8(location), 100)));
    auto next = request;
    next.url = request.url.resolved(target);
    next.url.setFragment({});
    const auto checked = checkTarget(typed, request.url, next.url);
    if (!checked)
        return checked.error();

    const bool sameOrigin = HostKey::of(next.url) == HostKey::of(request.url);
    next.url.setUserInfo(sameOrigin ? request.url.userInfo(QUrl::FullyEncoded) : QString());
    if (!sameOrigin)
        std::erase_if(next.headers, [](const auto &header) {
            return isCredentialHeader(header.first) || header.first.toLower() == "host";
        });
    return std::make_optional(std::move(next));
}

} // namespace sluice
