// One fetcher under test and what it takes to run requests on it.
#pragma once

#include "async/taskscope.h"
#include "fetch/fetcherfactory.h"
#include "memorysink.h"
#include "support/fakeclock.h"

#include <memory>
#include <optional>

Q_DECLARE_METATYPE(sluice::FetchEngine)

namespace sluice::test {

class FetchHarness
{
public:
    explicit FetchHarness(FetchEngine engine, const QNetworkProxy &proxy = QNetworkProxy(QNetworkProxy::NoProxy))
        : fetcher(makeFetcher(engine, &clock, proxy))
    {
    }
    ~FetchHarness(); ///< cancels what is left and waits for it

    using Pending = std::shared_ptr<std::optional<FetchReport>>; ///< filled when the fetch ends
    Pending start(FetchRequest request, BodySink *sink, CancelToken token = {});
    Pending start(const QUrl &url) { return start(FetchRequest{url}, &sink); }

    /// To its end; fails the test and reports a cancellation when that takes over ten seconds.
    FetchReport run(FetchRequest request);
    FetchReport run(const QUrl &url) { return run(FetchRequest{url}); }

    FakeClock clock; ///< stands still unless moved: no deadline fires by chance
    std::unique_ptr<Fetcher> fetcher;
    MemorySink sink{64 * 1024 * 1024};
    TaskScope scope{QStringLiteral("fetches")};
};

/// "" for a success, "cancelled", or "kind: sentence".
QString describe(const Result<void> &ending);

/// The engine of the current global row; call addEngineRows() in initTestCase_data().
FetchEngine engineUnderTest();
void addEngineRows();

} // namespace sluice::test
