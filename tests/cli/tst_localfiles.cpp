// Folders and patterns as sluice-cli's input.
#include "cliprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <sys/stat.h>

using namespace sluice::test;

class LocalFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFolderIsProcessed();
    void aPatternIsProcessed();
    void filesOfAFolderAreNeverLists();
    void whatCannotBeUsedIsNamedAndCounted();
    void aPatternWithoutAFileIsWrongUsage();
    void theProjectIsNotItsOwnInput();
    void keptFilesGoUnderLocal();
    void importTakesFoldersToo();
    void wholeTreesAreRead();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &content) const;
    void writePicture(const QString &name) const;
    QMap<QString, QString> hashes(const QString &table) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LocalFilesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

/// Also names that Qt cannot spell.
void LocalFilesTest::cleanup()
{
    std::filesystem::remove_all(m_folder->path().toStdString());
}

void LocalFilesTest::write(const QString &name, const QByteArray &content) const
{
    QVERIFY(QDir().mkpath(path(name).section(u'/', 0, -2)));
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void LocalFilesTest::writePicture(const QString &name) const
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QVERIFY(QDir().mkpath(path(name).section(u'/', 0, -2)));
    QVERIFY(image.save(path(name)));
}

/// Name below the folder → SHA-256, of a .jsonl export.
QMap<QString, QString> LocalFilesTest::hashes(const QString &table) const
{
    QMap<QString, QString> hashes;
    for (const auto &row : readRows(table)) {
        const auto file = QUrl(row.value(QStringLiteral("url")).toString()).toLocalFile();
        hashes.insert(file.mid(m_folder->path().size() + 1), row.value(QStringLiteral("sha256")).toString());
    }
    return hashes;
}

static QString sha256(const QByteArray &content)
{
    return QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

void LocalFilesTest::aFolderIsProcessed()
{
    const QStringList names{QStringLiteral("in/a.bin"),       QStringLiteral("in/sub/b c.bin"),
                            QStringLiteral("in/#1 %41?.bin"), QStringLiteral("in/sub/line\nend"),
                            QStringLiteral("in/ü [2].bin"),   QStringLiteral("in/sub/deep/- .bin")};
    for (const auto &name : names)
        write(name, name.toUtf8().repeated(100));
    write(QStringLiteral("in/.hidden/x"), "x");
    const auto table = path(QStringLiteral("out.jsonl"));
    const auto ended =
        runCli({QStringLiteral("run"), path(QStringLiteral("in/")), QStringLiteral("--step"), QStringLiteral("hash"),
                QStringLiteral("--export"), table, QStringLiteral("--summary"), QStringLiteral("json")});
    QVERIFY2(ended.code == 0, qPrintable(ended.err));
    QCOMPARE(ended.summary().value(QStringLiteral("succeeded")).toInt(), 6);
    QMap<QString, QString> expected;
    for (const auto &name : names)
        expected.insert(name, sha256(name.toUtf8().repeated(100)));
    QCOMPARE(hashes(table), expected);
}

void LocalFilesTest::aPatternIsProcessed()
{
    writePicture(QStringLiteral("photos/a.png"));
    writePicture(QStringLiteral("photos/2024/b.png"));
    write(QStringLiteral("photos/notes.txt"), "no picture");
    const auto table = path(QStringLiteral("out.jsonl"));
    auto process = std::make_unique<QProcess>();
    process->setWorkingDirectory(m_folder->path()); // relative patterns become absolute addresses
    process->start(QStringLiteral(SLUICE_CLI),
                   {QStringLiteral("run"), QStringLiteral("photos/**/*.p[n]g"), QStringLiteral("--step"),
                    QStringLiteral("thumbnail width=16 format=png"), QStringLiteral("--out-dir"),
                    QStringLiteral("small"), QStringLiteral("--export"), table});
    const auto ended = endOf(*process);
    QVERIFY2(ended.code == 0, qPrintable(ended.err));
    const auto rows = readRows(table);
    QCOMPARE(rows.size(), size_t(2));
    QCOMPARE(rows[0].value(QStringLiteral("url")).toString(),
             QUrl::fromLocalFile(path(QStringLiteral("photos/a.png"))).toString());
    for (const auto &row : rows) {
        const QImage made(QDir(path(QStringLiteral("small"))).filePath(row.value(QStringLiteral("path")).toString()));
        QCOMPARE(made.size(), QSize(16, 12));
    }
}

void LocalFilesTest::filesOfAFolderAreNeverLists()
{
    write(QStringLiteral("in/list.csv"), "url\nhttp://a.example/1\n");
    for (const auto &input : {QStringLiteral("in"), QStringLiteral("in/*.csv")}) {
        const auto table = path(QStringLiteral("out.jsonl"));
        const auto ended = runCli({QStringLiteral("run"), path(input), QStringLiteral("--step"), QStringLiteral("hash"),
                                   QStringLiteral("--export"), table});
        QVERIFY2(ended.code == 0, qPrintable(ended.err));
        QCOMPARE(hashes(table).value(QStringLiteral("in/list.csv")), sha256("url\nhttp://a.example/1\n"));
    }
    const auto list =
        runCli({QStringLiteral("import"), path(QStringLiteral("list.sluice")), path(QStringLiteral("in/list.csv"))});
    QVERIFY2(list.out.startsWith(QStringLiteral("1 jobs added")), qPrintable(list.out));
    const auto table = path(QStringLiteral("list.jsonl"));
    QCOMPARE(
        runCli({QStringLiteral("export"), path(QStringLiteral("list.sluice")), QStringLiteral("--to"), table}).code, 0);
    QCOMPARE(readRows(table)[0].value(QStringLiteral("url")).toString(), QStringLiteral("http://a.example/1"));
}

void LocalFilesTest::whatCannotBeUsedIsNamedAndCounted()
{
    write(QStringLiteral("in/good"), "x");
    const auto folder = path(QStringLiteral("in"));
    QCOMPARE(::mkfifo(QFile::encodeName(folder + QStringLiteral("/pipe")).constData(), 0600), 0);
    QCOMPARE(::mkdir((QFile::encodeName(folder) + "/d\xff").constData(), 0700), 0);
    const auto ended = runCli({QStringLiteral("run"), folder, QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.summary().value(QStringLiteral("succeeded")).toInt(), 1);
    QCOMPARE(ended.summary().value(QStringLiteral("rejected")).toInt(), 2);
    QVERIFY2(ended.err.contains(folder + QStringLiteral(":pipe: is not a regular file")), qPrintable(ended.err));
    QVERIFY2(ended.err.contains(QStringLiteral("not valid UTF-8")), qPrintable(ended.err));
}

void LocalFilesTest::aPatternWithoutAFileIsWrongUsage()
{
    write(QStringLiteral("in/good"), "x");
    const auto pattern = path(QStringLiteral("in/*.jpg"));
    const auto project = path(QStringLiteral("p.sluice"));
    const auto ended =
        runCli({QStringLiteral("run"), path(QStringLiteral("in")), pattern, QStringLiteral("--project"), project});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(QStringLiteral("No file matches %1.").arg(pattern)), qPrintable(ended.err));
    QVERIFY(!QFile::exists(project)); // nothing was begun
    write(QStringLiteral("in/[1]*.jpg"), "literally");
    const auto literal = runCli({QStringLiteral("run"), path(QStringLiteral("in/[1]*.jpg")),
                                 QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(literal.summary().value(QStringLiteral("succeeded")).toInt(), 1);
}

void LocalFilesTest::theProjectIsNotItsOwnInput()
{
    write(QStringLiteral("in/a"), "x");
    const auto ended =
        runCli({QStringLiteral("run"), path(QStringLiteral("in")), QStringLiteral("--project"),
                path(QStringLiteral("in/p.sluice")), QStringLiteral("--summary"), QStringLiteral("json")});
    QVERIFY2(ended.code == 0, qPrintable(ended.err));
    QCOMPARE(ended.summary().value(QStringLiteral("jobs")).toInt(), 1);
}

void LocalFilesTest::keptFilesGoUnderLocal()
{
    writePicture(QStringLiteral("in/x/a.png"));
    writePicture(QStringLiteral("in/y/a.png"));
    const auto run = [this](const QString &input, const QString &out, const QStringList &more) {
        return runCli(QStringList{QStringLiteral("run"), path(input), QStringLiteral("--step"),
                                  QStringLiteral("thumbnail width=16"), QStringLiteral("--out-dir"), path(out)} +
                      more);
    };
    const auto ended = run(QStringLiteral("in"), QStringLiteral("out"), {});
    QVERIFY2(ended.code == 0, qPrintable(ended.err));
    QCOMPARE(QDir(path(QStringLiteral("out"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
             QStringList({QStringLiteral("local")}));
    QCOMPARE(QDir(path(QStringLiteral("out/local"))).entryList(QDir::Files),
             QStringList({QStringLiteral("1-a.jpeg"), QStringLiteral("2-a.jpeg")}));
    QCOMPARE(
        run(QStringLiteral("in/*/a.png"), QStringLiteral("flat"), {QStringLiteral("--name"), QStringLiteral("{name}")})
            .code,
        0);
    QCOMPARE(QDir(path(QStringLiteral("flat"))).entryList(QDir::Files).size(), 2); // never one over the other
}

void LocalFilesTest::importTakesFoldersToo()
{
    write(QStringLiteral("in/a"), "x");
    write(QStringLiteral("in/b/c"), "x");
    const auto project = path(QStringLiteral("p.sluice"));
    const auto imported = runCli({QStringLiteral("import"), project, path(QStringLiteral("in"))});
    QCOMPARE(imported.code, 0);
    QVERIFY2(imported.out.startsWith(QStringLiteral("2 jobs added")), qPrintable(imported.out));
    const auto resumed = runCli({QStringLiteral("run"), QStringLiteral("--project"), project,
                                 QStringLiteral("--resume"), QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(resumed.summary().value(QStringLiteral("succeeded")).toInt(), 2);
}

void LocalFilesTest::wholeTreesAreRead()
{
    constexpr int folders = 30;
    constexpr int filesEach = 150; // more in all than is stored at once
    for (int i = 0; i < folders * filesEach; ++i)
        write(QStringLiteral("in/%1/%2/%3").arg(i % 5).arg(i % folders).arg(i), "x");
    const auto project = path(QStringLiteral("p.sluice"));
    QCOMPARE(runCli({QStringLiteral("import"), project, path(QStringLiteral("in"))}).code, 0);
    const auto table = path(QStringLiteral("all.jsonl"));
    QCOMPARE(runCli({QStringLiteral("export"), project, QStringLiteral("--to"), table}).code, 0);
    const auto rows = readRows(table);
    QCOMPARE(rows.size(), size_t(folders * filesEach));
    QSet<QString> names;
    for (const auto &row : rows)
        names.insert(row.value(QStringLiteral("url")).toString().section(u'/', -1));
    QCOMPARE(names.size(), folders * filesEach);
}

QTEST_GUILESS_MAIN(LocalFilesTest)
#include "tst_localfiles.moc"
