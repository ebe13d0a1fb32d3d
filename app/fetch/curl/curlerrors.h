// libcurl's endings in Qt's terms.
#pragma once

#include <QNetworkReply>

#include <curl/curl.h>

namespace sluice {

/// The NetworkError Qt's own manager would report for the like. Coarse: CurlAttribute::Code tells more.
QNetworkReply::NetworkError networkErrorFromCurl(CURLcode code);

/// As Qt does: errors for 4xx and 5xx, NoError for all others.
QNetworkReply::NetworkError networkErrorFromStatus(int status);

} // namespace sluice
