// A project in the folder that it reads.
#pragma once

#include <QSet>
#include <QString>
#include <QUrl>

namespace sluice {

/// The files a project is kept in, which are nothing to process.
class OwnFiles
{
public:
    /// Without a path there are none.
    explicit OwnFiles(const QString &projectPath);

    bool contains(const QUrl &url) const;

private:
    QString m_folder; ///< canonical: a folder may be reached by several ways
    QSet<QString> m_names;
};

} // namespace sluice
