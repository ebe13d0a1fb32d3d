#include "files/partfile.h"

#include "files/filename.h"
#include "files/outputfolder.h"
#include "files/placement.h"

#include <QCoreApplication>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

namespace sluice {

namespace {

constexpr int mostNumbers = 10'000;
constexpr qint64 writeBackBytes = 8 << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("PartFile", text);
}

bool exists(int folder, const QByteArray &name)
{
    struct stat info
    {
    };
    return ::fstatat(folder, name.constData(), &info, AT_SYMLINK_NOFOLLOW) == 0;
}

/// The name still leads to the open file, a plain one that has no other name.
bool isSameFile(int folder, const QByteArray &name, int file)
{
    struct stat byName
    {
    };
    struct stat byFile
    {
    };
    return ::fstatat(folder, name.constData(), &byName, AT_SYMLINK_NOFOLLOW) == 0 && ::fstat(file, &byFile) == 0 &&
           byName.st_ino == byFile.st_ino && byName.st_dev == byFile.st_dev && S_ISREG(byFile.st_mode) &&
           byFile.st_nlink == 1;
}

} // namespace

PartFile::PartFile(QString folderPath, FileDescriptor folder, QString name)
    : m_folderPath(std::move(folderPath)), m_folder(std::move(folder)), m_name(std::move(name))
{
}

PartFile::~PartFile()
{
    if (m_file.isOpen() && !m_committed)
        ::unlinkat(m_folder.get(), m_part.constData(), 0);
}

Result<std::unique_ptr<PartFile>> PartFile::create(const QString &root, const QString &relativePath)
{
    auto components = relativePath.split(u'/');
    const auto name = components.takeLast();
    auto folder = openOutputFolder(root, components);
    if (!folder)
        return folder.error();
    components.prepend(root);
    std::unique_ptr<PartFile> file(new PartFile(components.join(u'/'), std::move(folder).value(), name));
    for (; file->m_number <= mostNumbers; ++file->m_number) {
        switch (file->claim(file->m_number)) {
        case Claim::Mine:
            return file;
        case Claim::Taken:
            break;
        case Claim::Failed:
            const int reason = errno;
            return storageFault(tr("cannot create %1/%2").arg(file->m_folderPath, name), reason);
        }
    }
    return Error{ErrorKind::Input, tr("there are too many files named like %1/%2").arg(file->m_folderPath, name)};
}

QByteArray PartFile::encodedName(int number) const
{
    return QFile::encodeName(numberedFileName(m_name, number));
}

PartFile::Claim PartFile::claim(int number)
{
    const auto name = encodedName(number);
    const auto part = "." + name + ".part"; // no result begins with a dot (safeFileName): nobody loses one to a part
    if (exists(m_folder.get(), name))
        return Claim::Taken;
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    m_file = FileDescriptor(::openat(m_folder.get(), part.constData(), flags, 0666));
    if (!m_file.isOpen())
        return errno == EEXIST ? takeOver(part) : Claim::Failed;
    // The lock tells a part that is being written from one that a crash left. Another may have got it first.
    m_part = part;
    if (::flock(m_file.get(), LOCK_EX | LOCK_NB) == 0 && isSameFile(m_folder.get(), part, m_file.get()))
        return Claim::Mine;
    m_file = FileDescriptor();
    return Claim::Taken;
}

PartFile::Claim PartFile::takeOver(const QByteArray &part)
{
    FileDescriptor left(::openat(m_folder.get(), part.constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    const bool mine =
        left.isOpen() && ::flock(left.get(), LOCK_EX | LOCK_NB) == 0 && isSameFile(m_folder.get(), part, left.get());
    if (!mine || ::ftruncate(left.get(), 0) != 0)
        return Claim::Taken;
    m_file = std::move(left);
    m_part = part;
    return Claim::Mine;
}

Result<void> PartFile::write(QByteArrayView chunk)
{
    while (!chunk.empty()) {
        const auto size = ::write(m_file.get(), chunk.data(), size_t(chunk.size()));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0) {
            const int reason = errno;
            return storageFault(tr("cannot write %1/%2").arg(m_folderPath, QFile::decodeName(m_part)), reason);
        }
        chunk = chunk.sliced(size);
        m_written += size;
    }
    // The disk begins while the rest still comes; commit() then waits for less. Only a hint: errors are commit()'s.
    if (m_written - m_handedToDisk >= writeBackBytes) {
        static_cast<void>(
            ::sync_file_range(m_file.get(), m_handedToDisk, m_written - m_handedToDisk, SYNC_FILE_RANGE_WRITE));
        m_handedToDisk = m_written;
    }
    return success();
}

QString PartFile::partPath() const
{
    return m_folderPath + QLatin1Char('/') + QFile::decodeName(m_part);
}

Result<QString> PartFile::commit()
{
    const auto cannot = [this] {
        const int reason = errno;
        return storageFault(tr("cannot complete %1/%2").arg(m_folderPath, m_name), reason);
    };
    if (::fdatasync(m_file.get()) != 0)
        return cannot();
    for (; m_number <= mostNumbers; ++m_number) {
        const auto placed = placeAs(m_folder.get(), m_part, m_folder.get(), encodedName(m_number));
        if (placed == Placed::Failed)
            return cannot();
        if (placed == Placed::Taken)
            continue;
        m_committed = true;
        if (::fsync(m_folder.get()) != 0)
            return cannot();
        return m_folderPath + u'/' + numberedFileName(m_name, m_number);
    }
    return Error{ErrorKind::Input, tr("there are too many files named like %1/%2").arg(m_folderPath, m_name)};
}

} // namespace sluice
