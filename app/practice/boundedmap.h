// What the server remembers of its clients must not grow for ever.
#pragma once

#include <QByteArray>
#include <QHash>

#include <deque>

namespace sluice {

/// A map that forgets its oldest key when it is full.
template <typename T>
class BoundedMap
{
public:
    explicit BoundedMap(qsizetype capacity = 100'000) : m_capacity(capacity) {}

    /// The value of the key, set to `initial` if the key is new.
    T &at(QByteArrayView key, const T &initial)
    {
        const auto raw = QByteArray::fromRawData(key.data(), key.size());
        if (const auto found = m_values.find(raw); found != m_values.end())
            return found.value();
        if (m_values.size() >= m_capacity) {
            m_values.remove(m_order.front());
            m_order.pop_front();
        }
        m_order.push_back(key.toByteArray());
        return m_values.insert(m_order.back(), initial).value();
    }

    qsizetype size() const { return m_values.size(); }

private:
    qsizetype m_capacity;
    QHash<QByteArray, T> m_values;
    std::deque<QByteArray> m_order;
};

} // namespace sluice
