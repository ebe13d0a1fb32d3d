// Which addresses were seen before.
#pragma once

#include "core/result.h"

#include <QString>

#include <stop_token>
#include <unordered_set>

namespace sluice {

/// Remembers addresses by a 64-bit hash: about 40 bytes each, whatever their length. At ten million addresses the
/// chance that any two share a hash is about 3 in a million.
class KnownAddresses
{
public:
    /// Adds all addresses of a project.
    Result<void> load(const QString &projectPath, std::stop_token stop);
    /// False if it was known already.
    bool insert(const QString &address);

private:
    std::unordered_set<quint64> m_hashes;
};

} // namespace sluice
