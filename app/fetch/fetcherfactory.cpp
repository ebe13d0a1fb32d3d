#include "fetch/fetcherfactory.h"

#include "fetch/curl/curlmultidriver.h"
#include "fetch/networkfetcher.h"

namespace sluice {

void initialiseFetching()
{
    CurlMultiDriver::initialiseLibrary();
}

std::unique_ptr<Fetcher> makeFetcher(FetchEngine engine, Clock *clock, const QNetworkProxy &proxy)
{
    return std::make_unique<NetworkFetcher>(makeAccessManagers(engine, proxy), clock);
}

} // namespace sluice
