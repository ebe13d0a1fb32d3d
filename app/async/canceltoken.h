// Cooperative cancellation, over std::stop_token.
#pragma once

#include <optional>
#include <stop_token>

namespace sluice {

/// Asks whether cancellation was requested. Copy it freely, pass it by value, poll it on any thread.
/// A default-constructed token is never cancelled.
class CancelToken
{
public:
    CancelToken() = default;
    explicit CancelToken(std::stop_token token) : m_token(std::move(token)) {}

    bool isCancelled() const { return m_token.stop_requested(); }
    const std::stop_token &stopToken() const { return m_token; }

private:
    std::stop_token m_token;
};

/// Calls back once when cancellation is requested, inside cancel() and on its thread; at once when
/// it already was. The callback must only note or post: coroutines resume later, from the event loop.
template <typename Callback>
class CancelCallback
{
public:
    CancelCallback(const CancelToken &token, Callback callback) : m_callback(token.stopToken(), std::move(callback)) {}

private:
    std::stop_callback<Callback> m_callback;
};

/// Requests cancellation. A source made from a token is its child: cancelled with the parent, or alone.
class CancelSource
{
public:
    CancelSource() = default;
    explicit CancelSource(const CancelToken &parent) { m_link.emplace(parent.stopToken(), Link{m_source}); }
    CancelSource(const CancelSource &) = delete;
    CancelSource &operator=(const CancelSource &) = delete;

    void cancel() { m_source.request_stop(); }
    CancelToken token() const { return CancelToken(m_source.get_token()); }

private:
    struct Link
    {
        std::stop_source source;
        void operator()() noexcept { source.request_stop(); }
    };

    std::stop_source m_source;
    std::optional<std::stop_callback<Link>> m_link;
};

} // namespace sluice
