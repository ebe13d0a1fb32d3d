#include "fetch/qtmanagers.h"

#include <QNetworkRequest>

#include <algorithm>

namespace sluice {

namespace {

constexpr int connectionsPerHost = 6; // fixed inside Qt 6.4
constexpr int idleConnectionSeconds = 30;

} // namespace

QNetworkReply *QtManagers::start(QNetworkAccessManager *manager, QNetworkAccessManager::Operation operation,
                                 const QNetworkRequest &request)
{
    return operation == QNetworkAccessManager::HeadOperation ? manager->head(request) : manager->get(request);
}

QNetworkAccessManager *QtManagers::take(const QUrl &url)
{
    const auto host = HostKey::of(url);
    auto free = std::find_if(m_slots.begin(), m_slots.end(),
                             [&host](const Slot &slot) { return slot.inFlight.value(host) < connectionsPerHost; });
    if (free == m_slots.end()) {
        free = m_slots.emplace(m_slots.end());
        free->manager = std::make_unique<QNetworkAccessManager>();
        free->manager->setProxy(m_proxy);
        free->manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }
    ++free->inFlight[host];
    return free->manager.get();
}

void QtManagers::giveBack(QNetworkAccessManager *manager, const QUrl &url)
{
    const auto owner = std::find_if(m_slots.begin(), m_slots.end(),
                                    [manager](const Slot &slot) { return slot.manager.get() == manager; });
    const auto host = HostKey::of(url);
    if (--owner->inFlight[host] == 0)
        owner->inFlight.remove(host);
}

void QtManagers::guard(QNetworkRequest *request) const
{
    request->setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request->setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // two CVEs are open in Debian's build
    request->setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request->setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request->setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request->setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, idleConnectionSeconds);
    if (!request->hasRawHeader("Accept-Language")) // or it would tell the server that we speak English
        request->setRawHeader("Accept-Language", "*");
}

} // namespace sluice
