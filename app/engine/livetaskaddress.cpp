#include "engine/livetaskaddress.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

namespace sluice {

namespace {

/// The session's folder first; one of our own for who has no session.
QStringList folders()
{
    const auto user = QString::number(::getuid());
    QStringList list;
    const auto session = QFile::decodeName(qgetenv("XDG_RUNTIME_DIR"));
    if (QDir::isAbsolutePath(session))
        list.append(session + QStringLiteral("/sluice"));
    list.append(QStringLiteral("/run/user/%1/sluice").arg(user));
    list.append(QStringLiteral("/tmp/sluice-%1").arg(user)); // not TMPDIR: who asks may have another
    list.removeDuplicates();
    return list;
}

/// A folder of another user may be a trap; a link, too.
bool isOurs(const QString &folder)
{
    struct stat found
    {
    };
    return ::lstat(QFile::encodeName(folder).constData(), &found) == 0 && S_ISDIR(found.st_mode) &&
           found.st_uid == ::getuid() && (found.st_mode & 077) == 0;
}

QString nameFor(const QString &projectPath)
{
    const auto canonical = QFileInfo(projectPath).canonicalFilePath();
    const auto path = canonical.isEmpty() ? QFileInfo(projectPath).absoluteFilePath() : canonical;
    const auto hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QStringLiteral("/%1.tasks").arg(QString::fromLatin1(hash)); // short: a socket's path has 107 bytes
}

} // namespace

QString liveTaskAddress(const QString &projectPath)
{
    for (const auto &folder : folders()) {
        ::mkdir(QFile::encodeName(folder).constData(), 0700); // if it is there already, isOurs() judges it
        if (isOurs(folder))
            return folder + nameFor(projectPath);
    }
    return {};
}

QStringList possibleLiveTaskAddresses(const QString &projectPath)
{
    QStringList addresses;
    for (const auto &folder : folders()) {
        if (isOurs(folder))
            addresses.append(folder + nameFor(projectPath));
    }
    return addresses;
}

} // namespace sluice
