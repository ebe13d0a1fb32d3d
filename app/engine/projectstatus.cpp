#include "engine/projectstatus.h"

#include "store/projectreader.h"

namespace sluice {

Result<StateCounts> readCounts(const QString &projectPath)
{
    auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    return reader.value()->counts();
}

} // namespace sluice
