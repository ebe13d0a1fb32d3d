#pragma once

#include "core/clock.h"
#include "fetch/accessmanagers.h"
#include "fetch/deadlinewatch.h"
#include "fetch/fetcher.h"

namespace sluice {

/// The Fetcher over QNetworkAccessManager, whichever engine is behind it. Must outlive its fetches (asserted).
///
/// Sends User-Agent, Accept and Accept-Encoding where the request has none, and undoes the encodings it asked for
/// itself; a request that brings its own Accept-Encoding gets the body as it was sent. User and password in the
/// address go out as Basic authorization.
class NetworkFetcher final : public Fetcher
{
public:
    NetworkFetcher(std::unique_ptr<AccessManagers> managers, Clock *clock);
    ~NetworkFetcher() override;

    QCoro::Task<FetchReport> fetch(FetchRequest request, BodySink *sink, CancelToken token) override;

private:
    void makePrototype();
    QNetworkReply *start(QNetworkAccessManager *manager, const FetchRequest &request);

    std::unique_ptr<AccessManagers> m_managers;
    DeadlineWatch m_watch;
    RawHeaders m_headers;        ///< those of m_prototype
    QNetworkRequest m_prototype; ///< without address: a run's requests have all else in common
    QByteArray m_scratch;
    int m_inFlight = 0;
};

} // namespace sluice
