// The network engines behind one interface.
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkProxy>

#include <memory>

namespace sluice {

enum class FetchEngine : quint8 { Curl, Qt };

/// Hands out managers that can start a request at once. Lives on one thread.
class AccessManagers
{
public:
    virtual ~AccessManagers() = default;

    /// Begins a GET or HEAD on a manager that was taken for it.
    virtual QNetworkReply *start(QNetworkAccessManager *manager, QNetworkAccessManager::Operation operation,
                                 const QNetworkRequest &request) = 0;

    /// A manager with a free connection for the host of `url`. To be given back when the request is over.
    virtual QNetworkAccessManager *take(const QUrl &url) = 0;
    virtual void giveBack(QNetworkAccessManager *manager, const QUrl &url) = 0;

    /// Attributes and headers without which this engine would do something nobody asked for.
    virtual void guard(QNetworkRequest *request) const = 0;
    /// This engine lets broken lengths and header blocks pass: check them.
    virtual bool needsChecking() const = 0;
};

std::unique_ptr<AccessManagers> makeAccessManagers(FetchEngine engine, const QNetworkProxy &proxy);

} // namespace sluice
