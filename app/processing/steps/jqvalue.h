// A value of libjq with an owner.
#pragma once

extern "C" {
#include <jv.h>
}

#include <utility>

namespace sluice {

/// Owns one reference. libjq counts references without a lock: a value and all its parts stay on one thread.
class JqValue final
{
public:
    JqValue() : m_value(jv_invalid()) {}
    explicit JqValue(jv value) : m_value(value) {}
    JqValue(JqValue &&other) noexcept : m_value(std::exchange(other.m_value, jv_invalid())) {}
    JqValue &operator=(JqValue &&other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }
    ~JqValue() { jv_free(m_value); }

    jv_kind kind() const { return jv_get_kind(m_value); }
    /// A reference of its own, as most functions of libjq eat what they are given.
    jv copy() const { return jv_copy(m_value); }
    /// For functions that eat nothing.
    const jv &look() const { return m_value; }
    jv release() { return std::exchange(m_value, jv_invalid()); }

private:
    jv m_value;
};

} // namespace sluice
