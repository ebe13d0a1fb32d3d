#include "engine/ownfiles.h"

#include <QFileInfo>

namespace sluice {

OwnFiles::OwnFiles(const QString &projectPath)
{
    if (projectPath.isEmpty())
        return;
    const QFileInfo project(projectPath);
    m_folder = QFileInfo(project.absolutePath()).canonicalFilePath();
    for (const auto *suffix : {"", "-wal", "-shm", "-journal", ".lock"})
        m_names.insert(project.fileName() + QLatin1StringView(suffix));
}

bool OwnFiles::contains(const QUrl &url) const
{
    if (m_names.isEmpty() || !m_names.contains(url.fileName(QUrl::FullyDecoded)))
        return false;
    const QFileInfo file(url.toLocalFile());
    return QFileInfo(file.absolutePath()).canonicalFilePath() == m_folder;
}

} // namespace sluice
