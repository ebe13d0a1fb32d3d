#include "fetch/accessmanagers.h"

#include "fetch/curl/curlaccessmanager.h"
#include "fetch/curl/curlattributes.h"
#include "fetch/qtmanagers.h"

namespace sluice {

namespace {

/// One manager does: it has no limits of its own.
class CurlManagers final : public AccessManagers
{
public:
    explicit CurlManagers(const QNetworkProxy &proxy) { m_manager.setProxy(proxy); }

    QNetworkReply *start(QNetworkAccessManager *, QNetworkAccessManager::Operation operation,
                         const QNetworkRequest &request) override
    {
        return m_manager.begin(operation, request);
    }
    QNetworkAccessManager *take(const QUrl &) override { return &m_manager; }
    void giveBack(QNetworkAccessManager *, const QUrl &) override {}
    void guard(QNetworkRequest *request) const override { request->setAttribute(CurlAttribute::HeaderLinesOnly, true); }
    bool needsChecking() const override { return false; }

private:
    CurlAccessManager m_manager;
};

} // namespace

std::unique_ptr<AccessManagers> makeAccessManagers(FetchEngine engine, const QNetworkProxy &proxy)
{
    switch (engine) {
    case FetchEngine::Curl:
        return std::make_unique<CurlManagers>(proxy);
    case FetchEngine::Qt:
        return std::make_unique<QtManagers>(proxy);
    }
    Q_UNREACHABLE();
}

} // namespace sluice
