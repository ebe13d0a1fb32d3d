#include "formats/folderreader.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace sluice;

class FolderReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void givesEveryFileInAStableOrder();
    void passesOverWhatIsHidden();
    void doesNotFollowLinksToFolders();
    void oddFilesAreNamed();
    void namesThatAreNotUtf8AreNamed();
    void anyOtherNameBecomesAnAddress();
    void aFolderThatMayNotBeReadIsNamed();
    void aFolderThatCannotBeOpenedIsAnError();
    void patternsMeanWhatTheShellMeans_data();
    void patternsMeanWhatTheShellMeans();
    void aPatternWithoutAFileIsAnError_data();
    void aPatternWithoutAFileIsAnError();
    void stopsWhenTold();

private:
    struct Story
    {
        QStringList files; ///< below m_folder
        QStringList problems;
    };

    void make(const QStringList &files);
    QByteArray bytesOf(const QByteArray &name) const { return QFile::encodeName(m_folder->path()) + '/' + name; }
    Story read(Result<std::unique_ptr<ListReader>> reader) const;
    Story readFolder() const { return read(openFolder(m_folder->path())); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void FolderReaderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

/// Also names that Qt cannot spell.
void FolderReaderTest::cleanup()
{
    std::filesystem::remove_all(m_folder->path().toStdString());
}

void FolderReaderTest::make(const QStringList &files)
{
    for (const auto &name : files) {
        const auto path = m_folder->filePath(name);
        QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
}

FolderReaderTest::Story FolderReaderTest::read(Result<std::unique_ptr<ListReader>> reader) const
{
    if (!reader)
        return {{}, {reader.error().message}};
    Story story;
    while (const auto entry = reader.value()->next()) {
        if (entry->row)
            story.files.append(QUrl(entry->row.value().address).toLocalFile().mid(m_folder->path().size() + 1));
        else
            story.problems.append(entry->place + QStringLiteral(": ") + entry->row.error().message);
    }
    return story;
}

void FolderReaderTest::givesEveryFileInAStableOrder()
{
    make({QStringLiteral("b.csv"), QStringLiteral("a/2.jpg"), QStringLiteral("a/10.jpg"), QStringLiteral("B.txt"),
          QStringLiteral("a/deep/er/x"), QStringLiteral("c/1"), QStringLiteral("ä")});
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("empty")));
    const auto story = readFolder();
    QCOMPARE(story.files, QStringList({QStringLiteral("B.txt"), QStringLiteral("b.csv"), QStringLiteral("ä"),
                                       QStringLiteral("a/10.jpg"), QStringLiteral("a/2.jpg"),
                                       QStringLiteral("a/deep/er/x"), QStringLiteral("c/1")}));
    QCOMPARE(story.problems, QStringList());
    QCOMPARE(read(openFolder(m_folder->path() + QStringLiteral("//./"))).files, story.files);
}

void FolderReaderTest::passesOverWhatIsHidden()
{
    make({QStringLiteral("a"), QStringLiteral(".b"), QStringLiteral(".c/d"), QStringLiteral("e/.f/g")});
    QCOMPARE(readFolder().files, QStringList({QStringLiteral("a")}));
    QCOMPARE(read(openFolder(m_folder->filePath(QStringLiteral(".c")))).files, // what is named is meant
             QStringList({QStringLiteral(".c/d")}));
}

void FolderReaderTest::doesNotFollowLinksToFolders()
{
    make({QStringLiteral("a/1"), QStringLiteral("z")});
    QVERIFY(QFile::link(m_folder->path(), m_folder->filePath(QStringLiteral("a/loop"))));
    QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("z")), m_folder->filePath(QStringLiteral("a/to-z"))));
    const QStringList all{QStringLiteral("z"), QStringLiteral("a/1"), QStringLiteral("a/to-z")};
    QCOMPARE(readFolder().files, all);
    QCOMPARE(read(openGlob(m_folder->filePath(QStringLiteral("**")))).files, all);
}

void FolderReaderTest::oddFilesAreNamed()
{
    make({QStringLiteral("a/1")});
    QCOMPARE(::mkfifo(bytesOf("a/pipe").constData(), 0600), 0);
    QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), m_folder->filePath(QStringLiteral("a/dead"))));
    QVERIFY(QFile::link(QStringLiteral("circle"), m_folder->filePath(QStringLiteral("a/circle"))));
    const auto story = readFolder();
    QCOMPARE(story.files, QStringList({QStringLiteral("a/1")}));
    QCOMPARE(story.problems, QStringList({QStringLiteral("a/circle: is a link to nothing"),
                                          QStringLiteral("a/dead: is a link to nothing"),
                                          QStringLiteral("a/pipe: is not a regular file")}));
}

void FolderReaderTest::namesThatAreNotUtf8AreNamed()
{
    make({QStringLiteral("good")});
    QCOMPARE(::mkdir(bytesOf("d\xe4").constData(), 0700), 0);
    for (const auto &name : {bytesOf("b\xff.jpg"), bytesOf("d\xe4/in")})
        QVERIFY(::close(::creat(name.constData(), 0600)) == 0);
    const auto story = readFolder();
    QCOMPARE(story.files, QStringList({QStringLiteral("good")}));
    QCOMPARE(story.problems.size(), 2);
    for (const auto &problem : story.problems)
        QVERIFY2(problem.contains(QStringLiteral("not valid UTF-8: rename it")), qPrintable(problem));
}

void FolderReaderTest::anyOtherNameBecomesAnAddress()
{
    QStringList names{QStringLiteral(" space "),    QStringLiteral("#hash"),  QStringLiteral("%41%2F?x=1&y"),
                      QStringLiteral("line\nend"),  QStringLiteral("-"),      QStringLiteral("~"),
                      QStringLiteral("a\\b"),       QStringLiteral("q'\""),   QStringLiteral("a[1]*"),
                      QStringLiteral("\u202Ename"), QStringLiteral("e\u0301")};
    make(names);
    const auto story = readFolder();
    std::sort(names.begin(), names.end());
    QCOMPARE(story.files, names);
    QCOMPARE(story.problems, QStringList());
}

void FolderReaderTest::aFolderThatMayNotBeReadIsNamed()
{
    make({QStringLiteral("a/1"), QStringLiteral("b/1")});
    QCOMPARE(::chmod(bytesOf("a").constData(), 0), 0);
    QCOMPARE(::chmod(bytesOf("").constData(), 0755), 0);
    QCOMPARE(::chmod(bytesOf("b").constData(), 0755), 0);
    const auto user = ::geteuid();
    if (user == 0)
        QCOMPARE(::seteuid(65534), 0); // nothing is closed to root
    const auto story = readFolder();
    const auto closed = read(openFolder(m_folder->filePath(QStringLiteral("a"))));
    if (user == 0)
        QCOMPARE(::seteuid(0), 0);
    QCOMPARE(::chmod(bytesOf("a").constData(), 0700), 0);
    QCOMPARE(story.files, QStringList({QStringLiteral("b/1")}));
    QCOMPARE(story.problems, QStringList({QStringLiteral("a/: the folder cannot be read: Permission denied")}));
    QCOMPARE(closed.problems,
             QStringList({m_folder->path() + QStringLiteral("/a: the folder cannot be read: Permission denied.")}));
}

void FolderReaderTest::aFolderThatCannotBeOpenedIsAnError()
{
    const auto reader = openFolder(m_folder->filePath(QStringLiteral("none")));
    QVERIFY(reader.failed());
    QCOMPARE(reader.error().kind, ErrorKind::Input);
    QVERIFY(reader.error().message.startsWith(m_folder->path()));
}

void FolderReaderTest::patternsMeanWhatTheShellMeans_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"*", "*.jpg", "*/*.jpg", "**/*.jpg", "**", "a/**/[0-9].jpg", "a/?.jpg", "*/b/*",
                                "[!a]/*", "**/b/**/*.jpg", "a\\[1\\]/*"})
        QTest::newRow(pattern) << QString::fromLatin1(pattern);
}

void FolderReaderTest::patternsMeanWhatTheShellMeans()
{
    make({QStringLiteral("1.jpg"), QStringLiteral("2.png"), QStringLiteral("list.csv"), QStringLiteral(".h.jpg"),
          QStringLiteral("a/1.jpg"), QStringLiteral("a/10.jpg"), QStringLiteral("a/b/1.jpg"),
          QStringLiteral("a/b/c/x.jpg"), QStringLiteral("a/.h/1.jpg"), QStringLiteral("b/z.JPG"),
          QStringLiteral("b/b/y.jpg"), QStringLiteral("a[1]/1.jpg")});
    QFETCH(QString, pattern);
    QProcess shell;
    shell.setWorkingDirectory(m_folder->path());
    shell.start(QStringLiteral("bash"),
                {QStringLiteral("-c"), QStringLiteral("shopt -s globstar nullglob; LC_ALL=C.UTF-8; for f in %1; do [ "
                                                      "-f \"$f\" ] && echo \"$f\"; done; true")
                                           .arg(pattern)});
    QVERIFY2(shell.waitForFinished() && shell.exitCode() == 0, "bash is needed");
    auto expected = QString::fromUtf8(shell.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    QVERIFY(!expected.isEmpty());
    auto files = read(openGlob(m_folder->filePath(pattern))).files;
    expected.removeDuplicates(); // bash counts a file for every way in which ** leads to it
    expected.sort();
    files.sort();
    QCOMPARE(files, expected);
}

void FolderReaderTest::aPatternWithoutAFileIsAnError_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"*.png", "none/*", "a/*", "1.jpg/*", "[", "[z"})
        QTest::newRow(pattern) << QString::fromLatin1(pattern);
}

void FolderReaderTest::aPatternWithoutAFileIsAnError()
{
    make({QStringLiteral("1.jpg"), QStringLiteral("a/b/1.jpg")});
    QFETCH(QString, pattern);
    pattern = m_folder->filePath(pattern);
    const auto reader = openGlob(pattern);
    QVERIFY(reader.failed());
    QCOMPARE(reader.error().kind, ErrorKind::Input);
    QCOMPARE(reader.error().message, QStringLiteral("No file matches %1.").arg(pattern));
}

void FolderReaderTest::stopsWhenTold()
{
    make({QStringLiteral("1"), QStringLiteral("2")});
    std::stop_source stop;
    const auto reader = openFolder(m_folder->path(), stop.get_token());
    QVERIFY(reader.value()->next());
    stop.request_stop();
    QVERIFY(!reader.value()->next());
}

QTEST_GUILESS_MAIN(FolderReaderTest)
#include "tst_folderreader.moc"
