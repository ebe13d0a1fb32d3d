// A file that appears under its name once it is complete.
#pragma once

#include "core/result.h"
#include "files/filedescriptor.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace sluice {

/// A file that is .NAME.part until it is complete. Nothing of it stays unless commit() succeeded; what a crash
/// left behind is taken over by the next one of that name. Never replaces a file and never shares one with another
/// PartFile, in this process or another: a name that is taken becomes "NAME (2)", and so on.
/// One thread at a time.
class PartFile
{
public:
    /// relativePath is below root and safe (expandNameTemplate). Errors are of kind Storage.
    static Result<std::unique_ptr<PartFile>> create(const QString &root, const QString &relativePath);
    PartFile(const PartFile &) = delete;
    PartFile &operator=(const PartFile &) = delete;
    ~PartFile();

    Result<void> write(QByteArrayView chunk);

    /// Where the bytes are until then, for whoever reads them while this lives.
    QString partPath() const;

    /// Puts the bytes on the disk, gives the file its name and makes that durable too; returns the path. Waits for
    /// the disk: for a pool thread.
    Result<QString> commit();

private:
    PartFile(QString folderPath, FileDescriptor folder, QString name);

    enum class Claim { Mine, Taken, Failed };
    Claim claim(int number);
    Claim takeOver(const QByteArray &part);
    QByteArray encodedName(int number) const;

    QString m_folderPath;
    FileDescriptor m_folder;
    QString m_name;
    int m_number = 1;
    FileDescriptor m_file;
    QByteArray m_part;
    bool m_committed = false;
    qint64 m_written = 0;
    qint64 m_handedToDisk = 0; ///< told to write, not waited for
};

} // namespace sluice
