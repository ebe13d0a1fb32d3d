// How an operation ended: with a value, with an error, or cancelled. (C++20 has no std::expected,
// and two endings would not do.)
#pragma once

#include "core/error.h"
#include "core/outcome.h"

#include <utility>
#include <variant>

namespace sluice {

/// The third ending, for `return Cancelled{};`.
struct Cancelled
{
};

template <typename T>
class [[nodiscard]] Result
{
public:
    using Value = T;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    Result(Cancelled) : m_state(std::in_place_index<2>) {}

    Outcome outcome() const { return static_cast<Outcome>(m_state.index()); }
    explicit operator bool() const { return outcome() == Outcome::Succeeded; }
    bool failed() const { return outcome() == Outcome::Failed; }
    bool cancelled() const { return outcome() == Outcome::Cancelled; }

    /// Only when it succeeded.
    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }

    /// Only when it failed.
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error, Cancelled> m_state;
};

/// For operations that yield nothing but their ending: `return success();`.
template <>
class [[nodiscard]] Result<void> : public Result<std::monostate>
{
public:
    using Result<std::monostate>::Result;
};

inline Result<void> success() { return Result<void>(std::monostate{}); }

} // namespace sluice
