// A file written once, from beginning to end.
#pragma once

#include "core/result.h"
#include "files/filedescriptor.h"

#include <QByteArrayView>
#include <QString>

namespace sluice {

/// Was not there before: replaces nothing and follows no link. Errors are of kind Storage and name the file. Stays when
/// this goes; removing what is not complete is the owner's business.
class NewFile
{
public:
    static Result<NewFile> create(const QString &path);

    Result<void> write(QByteArrayView piece);

    const QString &path() const { return m_path; }
    int descriptor() const { return m_file.get(); }

private:
    NewFile(QString path, FileDescriptor file) : m_path(std::move(path)), m_file(std::move(file)) {}

    QString m_path;
    FileDescriptor m_file;
};

} // namespace sluice
