#include "practice/servercounts.h"

namespace sluice {

namespace {

/// By hand, as QJsonObject sorts: 200,000 insertions would hold the server up for seconds.
void appendJsonString(QByteArray &json, QByteArrayView text)
{
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            json += '\\';
        if (static_cast<unsigned char>(c) < 0x80)
            json += c;
        else
            json += "\\u00" + QByteArray::number(static_cast<unsigned char>(c), 16);
    }
    json += '"';
}

void appendNumber(QByteArray &json, const char *name, qint64 number)
{
    json += '"';
    json += name;
    json += "\":";
    json += QByteArray::number(number);
}

} // namespace

void ServerCounts::began(QByteArrayView target)
{
    m_requests.fetch_add(1, std::memory_order_relaxed);
    const int inFlight = m_inFlight.fetch_add(1, std::memory_order_relaxed) + 1;
    if (inFlight > m_peakInFlight.load(std::memory_order_relaxed)) // one thread writes
        m_peakInFlight.store(inFlight, std::memory_order_relaxed);

    const auto key = QByteArray::fromRawData(target.data(), target.size());
    if (const auto found = m_paths.find(key); found != m_paths.end())
        ++found.value();
    else if (m_paths.size() < maxPaths)
        m_paths.insert(target.toByteArray(), 1);
    else
        ++m_otherPaths;
}

PracticeStats ServerCounts::stats() const
{
    return {m_requests.load(std::memory_order_relaxed), m_inFlight.load(std::memory_order_relaxed),
            m_peakInFlight.load(std::memory_order_relaxed)};
}

QByteArray ServerCounts::json(bool withPaths) const
{
    const auto now = stats();
    QByteArray json("{");
    appendNumber(json, "requests", now.requests);
    appendNumber(json += ',', "inFlight", now.inFlight);
    appendNumber(json += ',', "peakInFlight", now.peakInFlight);
    appendNumber(json += ',', "connections", m_connections);
    if (withPaths) {
        appendNumber(json += ',', "otherPaths", m_otherPaths);
        json += ",\"paths\":{";
        for (auto it = m_paths.constBegin(); it != m_paths.constEnd(); ++it) {
            if (it != m_paths.constBegin())
                json += ',';
            appendJsonString(json, it.key());
            json += ':';
            json += QByteArray::number(it.value());
        }
        json += '}';
    }
    json += "}\n";
    return json;
}

} // namespace sluice
