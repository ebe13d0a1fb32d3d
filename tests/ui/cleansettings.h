// Keeps a test away from the settings of the person who runs it.
#pragma once

#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace sluice::test {

class CleanSettings
{
public:
    CleanSettings()
    {
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    }
    QString filePath(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

} // namespace sluice::test
