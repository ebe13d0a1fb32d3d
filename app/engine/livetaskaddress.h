// Where a run answers questions about its tasks.
#pragma once

#include <QString>
#include <QStringList>

namespace sluice {

/// A socket for this project in a folder of this user alone, which is made; empty when there is no such folder.
QString liveTaskAddress(const QString &projectPath);

/// Where a run of this user may listen, whatever its environment.
QStringList possibleLiveTaskAddresses(const QString &projectPath);

} // namespace sluice
