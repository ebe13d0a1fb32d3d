#pragma once

#include "core/clock.h"
#include "fetch/accessmanagers.h"
#include "fetch/fetcher.h"

namespace sluice {

/// For the start of a program, on its main thread, before any fetcher is made on another. Later calls do nothing.
void initialiseFetching();

/// A fetcher for the calling thread, whose event loop it lives on. The clock must outlive it.
/// Through no proxy unless one is given.
std::unique_ptr<Fetcher> makeFetcher(FetchEngine engine, Clock *clock,
                                     const QNetworkProxy &proxy = QNetworkProxy(QNetworkProxy::NoProxy));

} // namespace sluice
