// Other people's programs, to make test data with and to compare with.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

namespace sluice::test {

/// What the program writes; a program that is missing or fails ends the test program, with its name.
inline QByteArray tool(const QString &program, const QStringList &arguments, const QString &folder = {},
                       const QByteArray &input = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForStarted() || !process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s: %s %s", qPrintable(program), qPrintable(process.errorString()),
               process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

inline QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable: ") + path.toUtf8();
}

inline void put(const QString &path, const QByteArray &data)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Text that packs well, but not beyond measure.
inline QByteArray someText(int lines)
{
    QByteArray text;
    for (int i = 0; i < lines; ++i)
        text += QByteArray::number(i) + ',' + QByteArray::number((qint64(i) * 2'654'435'761) % 1'000'003) + ",row\n";
    return text;
}

/// Everything below a folder: "path" for files, "path/" for folders, in order.
inline QStringList tree(const QString &folder, const QString &below = {})
{
    QStringList found;
    const auto entries =
        QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const auto &entry : entries) {
        const auto path = below + entry.fileName();
        const bool isFolder = entry.isDir() && !entry.isSymLink();
        found += isFolder ? path + u'/' : path;
        if (isFolder)
            found += tree(entry.filePath(), path + u'/');
    }
    found.sort();
    return found;
}

/// The most memory this process had since the last call, in bytes.
inline qint64 peakMemory()
{
    qint64 peak = 0;
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        const auto lines = status.readAll().split('\n');
        for (const auto &line : lines) {
            if (line.startsWith("VmHWM:"))
                peak = line.sliced(6).trimmed().split(' ').constFirst().toLongLong() * 1024;
        }
    }
    QFile reset(QStringLiteral("/proc/self/clear_refs"));
    if (peak == 0 || !reset.open(QIODevice::WriteOnly) || reset.write("5") != 1)
        qFatal("the system does not say how much memory is used");
    return peak;
}

} // namespace sluice::test
