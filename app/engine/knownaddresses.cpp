#include "engine/knownaddresses.h"

#include "store/projectreader.h"

#include <QHash>

namespace sluice {

Result<void> KnownAddresses::load(const QString &projectPath, std::stop_token stop)
{
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    const auto read = reader.value()->forEach({}, [this, &stop](const JobRow &row) {
        insert(row.url);
        return !stop.stop_requested();
    });
    if (!read)
        return read;
    return stop.stop_requested() ? Result<void>(Cancelled{}) : success();
}

bool KnownAddresses::insert(const QString &address)
{
    return m_hashes.insert(qHash(address, size_t(0x5b1ce))).second;
}

} // namespace sluice
