// TEMPORARY local stand-in until the real one lands
#pragma once
#include "fetch/fetchtypes.h"
#include <optional>
namespace sluice {
inline constexpr int maxRedirects = 10;
inline Result<std::optional<FetchRequest>> redirectOf(const QUrl &, const FetchRequest &request, const FetchResponse &response)
{
    if (response.status < 300 || response.status >= 400 || response.header("location").isEmpty())
        return std::optional<FetchRequest>();
    auto next = request;
    next.url = request.url.resolved(QUrl(QString::fromUtf8(response.header("location"))));
    return std::optional<FetchRequest>(next);
}
}
