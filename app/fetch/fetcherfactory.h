#pragma once

#include "core/clock.h"
#include "fetch/accessmanagers.h"
#include "fetch/fetcher.h"

namespace sluice {

/// A fetcher for the calling thread, whose event loop it lives on. The clock must outlive it.
/// Through no proxy unless one is given.
std::unique_ptr<Fetcher> makeFetcher(FetchEngine engine, Clock *clock,
                                     const QNetworkProxy &proxy = QNetworkProxy(QNetworkProxy::NoProxy));

} // namespace sluice
