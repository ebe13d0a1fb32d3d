#pragma once

#include "core/hostkey.h"
#include "fetch/accessmanagers.h"

#include <QHash>

#include <vector>

namespace sluice {

/// A pool of Qt's own managers. One of them has six connections per host and queues what is beyond, and one
/// failure fails its whole queue: so each gets at most six requests per host, and there are as many managers as
/// that takes. The first with room is chosen, so that connections are reused.
class QtManagers final : public AccessManagers
{
public:
    explicit QtManagers(const QNetworkProxy &proxy) : m_proxy(proxy) {}

    QNetworkReply *start(QNetworkAccessManager *manager, QNetworkAccessManager::Operation operation,
                         const QNetworkRequest &request) override;
    QNetworkAccessManager *take(const QUrl &url) override;
    void giveBack(QNetworkAccessManager *manager, const QUrl &url) override;
    void guard(QNetworkRequest *request) const override;
    bool needsChecking() const override { return true; }

private:
    struct Slot
    {
        std::unique_ptr<QNetworkAccessManager> manager;
        QHash<HostKey, int> inFlight;
    };

    QNetworkProxy m_proxy;
    std::vector<Slot> m_slots;
};

} // namespace sluice
