#include "files/partfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>

#include <csignal>

using namespace sluice;

class PartFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appearsWhenComplete();
    void leavesNothingBehind();
    void neverReplaces();
    void concurrentOnesGetNumbers();
    void targetTakenMeanwhile();
    void takesOverWhatACrashLeft();
    void leavesAForeignPartAlone();
    void aResultNamedLikeAPartStays();
    void followsNoLinks_data();
    void followsNoLinks();
    void namesWhatIsWrong();
    void fullDiskIsAnError();

private:
    static QStringList listing(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    static void put(const QString &path, const QByteArray &data)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(data);
    }
    /// A file with this body, placed; the path or the error.
    static QString place(const QString &root, const QString &name, const QByteArray &body)
    {
        auto part = PartFile::create(root, name);
        if (!part)
            return part.error().message;
        const auto written = part.value()->write(body);
        const auto placed = part.value()->commit();
        return written && placed ? placed.value() : QStringLiteral("failed");
    }
};

void PartFileTest::appearsWhenComplete()
{
    QTemporaryDir root;
    const auto out = root.filePath(QStringLiteral("out"));
    auto part = PartFile::create(out, QStringLiteral("a.org/b/c.txt"));
    QVERIFY(part);
    const auto folder = out + QStringLiteral("/a.org/b");
    QCOMPARE(listing(folder), QStringList{QStringLiteral(".c.txt.part")});
    QVERIFY(part.value()->write("hello "));
    QVERIFY(part.value()->write("world"));
    const auto path = part.value()->commit();
    QVERIFY(path);
    QCOMPARE(path.value(), folder + QStringLiteral("/c.txt"));
    part.value().reset();
    QCOMPARE(listing(folder), QStringList{QStringLiteral("c.txt")});
    QCOMPARE(contents(path.value()), QByteArray("hello world"));
}

void PartFileTest::leavesNothingBehind()
{
    QTemporaryDir root;
    {
        auto part = PartFile::create(root.path(), QStringLiteral("x"));
        QVERIFY(part);
        QVERIFY(part.value()->write("half"));
    }
    QCOMPARE(listing(root.path()), QStringList());
}

void PartFileTest::neverReplaces()
{
    QTemporaryDir root;
    put(root.filePath(QStringLiteral("a.txt")), "mine");
    QCOMPARE(place(root.path(), QStringLiteral("a.txt"), "new"), root.filePath(QStringLiteral("a (2).txt")));
    QCOMPARE(place(root.path(), QStringLiteral("a.txt"), "newer"), root.filePath(QStringLiteral("a (3).txt")));
    QCOMPARE(contents(root.filePath(QStringLiteral("a.txt"))), QByteArray("mine"));
    QCOMPARE(contents(root.filePath(QStringLiteral("a (2).txt"))), QByteArray("new"));
}

void PartFileTest::concurrentOnesGetNumbers()
{
    QTemporaryDir root;
    auto first = PartFile::create(root.path(), QStringLiteral("a.txt"));
    auto second = PartFile::create(root.path(), QStringLiteral("a.txt"));
    QVERIFY(first && second);
    QVERIFY(second.value()->write("second"));
    QVERIFY(first.value()->write("first"));
    QCOMPARE(second.value()->commit().value(), root.filePath(QStringLiteral("a (2).txt")));
    QCOMPARE(first.value()->commit().value(), root.filePath(QStringLiteral("a.txt")));
    QCOMPARE(contents(root.filePath(QStringLiteral("a.txt"))), QByteArray("first"));
}

void PartFileTest::targetTakenMeanwhile()
{
    QTemporaryDir root;
    auto part = PartFile::create(root.path(), QStringLiteral("a.txt"));
    QVERIFY(part);
    put(root.filePath(QStringLiteral("a.txt")), "mine");
    QCOMPARE(part.value()->commit().value(), root.filePath(QStringLiteral("a (2).txt")));
    QCOMPARE(contents(root.filePath(QStringLiteral("a.txt"))), QByteArray("mine"));
}

void PartFileTest::takesOverWhatACrashLeft()
{
    QTemporaryDir root;
    put(root.filePath(QStringLiteral(".a.txt.part")), "a longer left-over");
    QCOMPARE(place(root.path(), QStringLiteral("a.txt"), "new"), root.filePath(QStringLiteral("a.txt")));
    QCOMPARE(contents(root.filePath(QStringLiteral("a.txt"))), QByteArray("new"));
    QCOMPARE(listing(root.path()), QStringList{QStringLiteral("a.txt")});
}

void PartFileTest::leavesAForeignPartAlone()
{
    QTemporaryDir root;
    put(root.filePath(QStringLiteral("kept")), "precious");
    QVERIFY(QFile::link(root.filePath(QStringLiteral("kept")), root.filePath(QStringLiteral(".a.part"))));
    QCOMPARE(::link(root.filePath(QStringLiteral("kept")).toLocal8Bit().constData(),
                    root.filePath(QStringLiteral(".b.part")).toLocal8Bit().constData()),
             0);
    QCOMPARE(place(root.path(), QStringLiteral("a"), "new"), root.filePath(QStringLiteral("a (2)")));
    QCOMPARE(place(root.path(), QStringLiteral("b"), "new"), root.filePath(QStringLiteral("b (2)")));
    QCOMPARE(contents(root.filePath(QStringLiteral("kept"))), QByteArray("precious"));
}

void PartFileTest::aResultNamedLikeAPartStays()
{
    const QTemporaryDir root;
    const auto first = place(root.path(), QStringLiteral("a.txt.part"), "a result");
    const auto second = place(root.path(), QStringLiteral("a.txt"), "another");
    QCOMPARE(contents(first), QByteArray("a result"));
    QCOMPARE(contents(second), QByteArray("another"));
}

void PartFileTest::followsNoLinks_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("folder") << QStringLiteral("sub");
    QTest::newRow("target") << QStringLiteral("sub/file");
}

void PartFileTest::followsNoLinks()
{
    QFETCH(QString, link);
    QTemporaryDir outside;
    QTemporaryDir root;
    const bool isFolder = link == QStringLiteral("sub");
    if (!isFolder)
        QVERIFY(QDir(root.path()).mkpath(QStringLiteral("sub")));
    QVERIFY(QFile::link(isFolder ? outside.path() : outside.filePath(QStringLiteral("file")), root.filePath(link)));
    place(root.path(), QStringLiteral("sub/file"), "new");
    QCOMPARE(listing(outside.path()), QStringList());
}

void PartFileTest::namesWhatIsWrong()
{
    QTemporaryDir root;
    put(root.filePath(QStringLiteral("file")), "x");
    const auto part = PartFile::create(root.path(), QStringLiteral("file/name"));
    QVERIFY(part.failed());
    QCOMPARE(part.error().kind, ErrorKind::Input); // this name's fault, not the disk's
    QVERIFY2(part.error().message.contains(root.filePath(QStringLiteral("file"))), qPrintable(part.error().message));
}

void PartFileTest::fullDiskIsAnError()
{
    // A limit on file sizes stands in for the full disk: the write fails half-way all the same.
    QTemporaryDir root;
    auto part = PartFile::create(root.path(), QStringLiteral("a"));
    QVERIFY(part);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{1000, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    const auto written = part.value()->write(QByteArray(4000, 'x'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, oldHandler);
    QVERIFY(written.failed());
    QCOMPARE(written.error().kind, ErrorKind::Storage);
    part.value().reset();
    QCOMPARE(listing(root.path()), QStringList());
}

QTEST_GUILESS_MAIN(PartFileTest)
#include "tst_partfile.moc"
