#include "store/projectlock.h"

#include "store/storetext.h"

#include <QDir>

namespace sluice {

Result<std::unique_ptr<ProjectLock>> ProjectLock::take(const QString &projectPath)
{
    std::unique_ptr<ProjectLock> lock(new ProjectLock(projectPath + QLatin1StringView(".lock")));
    auto &file = lock->m_file;
    file.setStaleLockTime(0); // only death makes it stale: a run may take days
    if (file.tryLock(0))
        return lock;

    const auto name = QDir::toNativeSeparators(projectPath);
    if (file.error() != QLockFile::LockFailedError) {
        return Error{
            ErrorKind::Storage,
            StoreText::tr("%1 cannot be locked: its folder is not writable. Copy the project to a folder of yours.")
                .arg(name)};
    }
    qint64 process = 0;
    QString host;
    QString program;
    if (!file.getLockInfo(&process, &host, &program))
        return Error{ErrorKind::Storage,
                     StoreText::tr("%1 is open in another program. Close it there first.").arg(name)};
    if (process == QCoreApplication::applicationPid())
        return Error{
            ErrorKind::Storage,
            StoreText::tr("%1 is already open in this program (process %2).").arg(name, QString::number(process))};
    return Error{ErrorKind::Storage,
                 StoreText::tr("%1 is open in another program: %2, process %3. Close it there first.")
                     .arg(name, program, QString::number(process))};
}

} // namespace sluice
