// The unit of politeness: scheme, host and port.
#pragma once

#include <QHashFunctions>
#include <QString>

class QUrl;

namespace sluice {

/// "https://example.org" or "http://example.org:8080" (default ports left out); "file:" for every local file.
struct HostKey
{
    QString name;

    static HostKey of(const QUrl &url);

    /// Local files have no server to be polite to: per-host limits, rates and cooling do not apply.
    bool isLocal() const { return name == QLatin1StringView("file:"); }

    friend bool operator==(const HostKey &, const HostKey &) = default;
};

inline size_t qHash(const HostKey &key, size_t seed = 0)
{
    return ::qHash(key.name, seed);
}

} // namespace sluice
