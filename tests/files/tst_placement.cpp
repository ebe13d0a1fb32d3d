#include "files/filedescriptor.h"
#include "files/placement.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

using namespace sluice;

class PlacementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesAFile();
    void movesAFolderWithItsContent();
    void neverReplaces_data();
    void neverReplaces();
    void manyAtOnceGetNumbersOfTheirOwn();
    void followsNoLink();
    void tellsTakenFromFailed();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    static void put(const QString &path, const QByteArray &data)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    /// A complete file or folder of this name and content, outside of the place it is to take.
    QString complete(const QString &name, const QByteArray &data, bool asFolder = false)
    {
        const auto path = m_scratch.filePath(name);
        if (asFolder && !QDir().mkpath(path))
            qFatal("cannot make %s", qPrintable(path));
        put(asFolder ? path + u"/inside"_qs : path, data);
        return path;
    }
    QTemporaryDir m_scratch;
};

void PlacementTest::movesAFile()
{
    QTemporaryDir root;
    const auto source = complete(u"1"_qs, "hello");
    const auto placed = placeBelow(root.path(), u"a.org/b/c.txt"_qs, source);
    QVERIFY(placed);
    QCOMPARE(placed.value(), root.filePath(u"a.org/b/c.txt"_qs));
    QCOMPARE(contents(placed.value()), QByteArray("hello"));
    QVERIFY(!QFile::exists(source));
}

void PlacementTest::movesAFolderWithItsContent()
{
    QTemporaryDir root;
    const auto source = complete(u"1"_qs, "hello", true);
    const auto placed = placeBelow(root.path(), u"a.org/all"_qs, source);
    QVERIFY(placed);
    QCOMPARE(placed.value(), root.filePath(u"a.org/all"_qs));
    QCOMPARE(contents(root.filePath(u"a.org/all/inside"_qs)), QByteArray("hello"));
    QVERIFY(!QFile::exists(source));
}

void PlacementTest::neverReplaces_data()
{
    QTest::addColumn<bool>("isFolder");
    QTest::addColumn<bool>("thereIsAFolder");
    QTest::addRow("file, file") << false << false;
    QTest::addRow("file, folder") << false << true;
    QTest::addRow("folder, file") << true << false;
    QTest::addRow("folder, folder") << true << true;
    QTest::addRow("folder, empty folder") << true << true;
}

void PlacementTest::neverReplaces()
{
    QFETCH(bool, isFolder);
    QFETCH(bool, thereIsAFolder);
    QTemporaryDir root;
    const auto taken = root.filePath(u"a.txt"_qs);
    if (thereIsAFolder)
        QVERIFY(QDir().mkpath(taken)); // an empty one, which rename() alone would replace
    else
        put(taken, "mine");
    for (const auto &expected : {u"a (2).txt"_qs, u"a (3).txt"_qs}) {
        const auto placed = placeBelow(root.path(), u"a.txt"_qs, complete(u"1"_qs, "new", isFolder));
        QVERIFY(placed);
        QCOMPARE(placed.value(), root.filePath(expected));
        QCOMPARE(contents(isFolder ? placed.value() + u"/inside"_qs : placed.value()), QByteArray("new"));
    }
    if (thereIsAFolder)
        QVERIFY(QDir(taken).isEmpty());
    else
        QCOMPARE(contents(taken), QByteArray("mine"));
}

void PlacementTest::manyAtOnceGetNumbersOfTheirOwn()
{
    constexpr int threads = 4;
    constexpr int each = 25;
    QTemporaryDir root;
    for (int i = 0; i < threads * each; ++i)
        complete(QString::number(i), QByteArray::number(i));
    std::atomic<int> failed = 0;
    std::vector<std::thread> workers;
    for (int worker = 0; worker < threads; ++worker) {
        workers.emplace_back([&, worker] {
            for (int i = worker * each; i < (worker + 1) * each; ++i)
                failed += placeBelow(root.path(), u"same"_qs, m_scratch.filePath(QString::number(i))) ? 0 : 1;
        });
    }
    for (auto &worker : workers)
        worker.join();
    QCOMPARE(failed.load(), 0);
    QSet<QByteArray> seen;
    const auto names = QDir(root.path()).entryList(QDir::Files);
    for (const auto &name : names)
        seen.insert(contents(root.filePath(name)));
    QCOMPARE(names.size(), threads * each);
    QCOMPARE(seen.size(), threads * each);
    QVERIFY(names.contains(u"same (%1)"_qs.arg(threads * each)));
}

void PlacementTest::followsNoLink()
{
    QTemporaryDir outside;
    QTemporaryDir root;
    QVERIFY(QFile::link(outside.path(), root.filePath(u"sub"_qs)));
    const auto below = placeBelow(root.path(), u"sub/a"_qs, complete(u"1"_qs, "new"));
    QVERIFY(below.failed());
    QCOMPARE(below.error().kind, ErrorKind::Input);

    put(outside.filePath(u"kept"_qs), "precious");
    QVERIFY(QFile::link(outside.filePath(u"kept"_qs), root.filePath(u"a"_qs)));
    const auto beside = placeBelow(root.path(), u"a"_qs, complete(u"2"_qs, "new"));
    QVERIFY(beside);
    QCOMPARE(beside.value(), root.filePath(u"a (2)"_qs));
    QCOMPARE(QDir(outside.path()).entryList(QDir::Files), QStringList(u"kept"_qs));
    QCOMPARE(contents(outside.filePath(u"kept"_qs)), QByteArray("precious"));
}

void PlacementTest::tellsTakenFromFailed()
{
    QTemporaryDir root;
    const FileDescriptor folder(::open(QFile::encodeName(root.path()).constData(), O_RDONLY | O_DIRECTORY));
    put(root.filePath(u"a"_qs), "a");
    put(root.filePath(u"b"_qs), "b");
    QCOMPARE(placeAs(folder.get(), "a", folder.get(), "b"), Placed::Taken);
    QCOMPARE(placeAs(folder.get(), "none", folder.get(), "c"), Placed::Failed);
    QCOMPARE(errno, ENOENT);
    QCOMPARE(placeAs(folder.get(), "a", folder.get(), "c"), Placed::Yes);
    QCOMPARE(contents(root.filePath(u"b"_qs)), QByteArray("b"));
    QCOMPARE(contents(root.filePath(u"c"_qs)), QByteArray("a"));
}

void PlacementTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("complete");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing to place") << u"a/b"_qs << u"missing"_qs
                                      << u"cannot keep ROOT/a/b: No such file or directory"_qs;
    QTest::newRow("a link to place") << u"b"_qs << u"link"_qs
                                     << u"cannot keep ROOT/b: Too many levels of symbolic links"_qs;
    QTest::newRow("a file for a folder") << u"file/b"_qs << u"whole"_qs
                                         << u"cannot use ROOT/file as a folder: Not a directory"_qs;
}

void PlacementTest::saysWhatIsWrong()
{
    QFETCH(QString, name);
    QFETCH(QString, complete);
    QFETCH(QString, sentence);
    QTemporaryDir root;
    QTemporaryDir scratch;
    put(root.filePath(u"file"_qs), "x");
    put(scratch.filePath(u"whole"_qs), "x");
    QVERIFY(QFile::link(scratch.filePath(u"whole"_qs), scratch.filePath(u"link"_qs)));
    const auto placed = placeBelow(root.path(), name, scratch.filePath(complete));
    QVERIFY(placed.failed());
    QCOMPARE(placed.error().kind, ErrorKind::Input); // of one job, not of the disk
    QCOMPARE(QString(placed.error().message).replace(root.path(), u"ROOT"_qs), sentence);
    QCOMPARE(contents(scratch.filePath(u"whole"_qs)), QByteArray("x"));
}

QTEST_GUILESS_MAIN(PlacementTest)
#include "tst_placement.moc"
