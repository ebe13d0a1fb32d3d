// What is opened, what is refused, and that a refused file stays as it was.
#include "storefixture.h"

#include "store/projectcopy.h"
#include "store/projectlock.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QtTest>

#include <SQLiteCpp/Database.h>

#include <thread>
#include <unistd.h>

using namespace sluice;
using namespace sluice::test;
using OpenMode = ProjectStore::OpenMode;

class ProjectOpeningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_project = std::make_unique<StoreFixture>(); }

    void makesAProjectAndLeavesOneFile();
    void tellsSinceWhenItIsHeld();
    void whoLooksKeepsNobodyOut();
    void modes_data();
    void modes();
    void refusesForeignFiles_data();
    void refusesForeignFiles();
    void refusesNewerVersion_data();
    void refusesNewerVersion();
    void refusesASecondWriter();
    void refusesAReadOnlyFolder();
    void takesOverALockOfTheDead();
    void findsTheLockByAnotherName();
    void namesWithSpecialSigns();
    void keepsValues();
    void copies();
    void correctsCountsThatDoNotAddUp();
    void readsAProjectOfAnOlderFormat();

private:
    QByteArray bytes(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void sql(const char *statements) const
    {
        SQLite::Database database(m_project->path().toStdString(), SQLite::OPEN_READWRITE);
        database.exec(statements);
    }

    std::unique_ptr<StoreFixture> m_project;
};

void ProjectOpeningTest::makesAProjectAndLeavesOneFile()
{
    QCOMPARE(m_project->open(OpenMode::Create), QString());
    m_project->import(pages(QStringLiteral("a"), 3));
    m_project->close();
    QCOMPARE(m_project->files(), QStringList{QStringLiteral("list.sluice")});
    QCOMPARE(m_project->open(OpenMode::Existing), QString());
    QCOMPARE(m_project->store().counts().of(JobState::Queued), 3);
}

void ProjectOpeningTest::tellsSinceWhenItIsHeld()
{
    QVERIFY(!ProjectLock::heldSince(m_project->path()));
    const auto before = std::chrono::system_clock::now();
    QCOMPARE(m_project->open(OpenMode::Create), QString());
    const auto since = ProjectLock::heldSince(m_project->path());
    QVERIFY(since);
    QVERIFY(*since > before - std::chrono::seconds(1)); // clocks of files tick more coarsely
    QVERIFY(*since <= std::chrono::system_clock::now());
    m_project->close();
    QVERIFY(!ProjectLock::heldSince(m_project->path()));
}

void ProjectOpeningTest::whoLooksKeepsNobodyOut()
{
    QCOMPARE(m_project->open(OpenMode::Create), QString());
    m_project->close();
    const auto path = m_project->path();
    const std::jthread looking([path](const std::stop_token &stop) {
        while (!stop.stop_requested())
            ProjectLock::heldSince(path);
    });
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(m_project->open(OpenMode::Existing), QString());
        m_project->close();
    }
}

void ProjectOpeningTest::modes_data()
{
    QTest::addColumn<bool>("exists");
    QTest::addColumn<OpenMode>("mode");
    QTest::addColumn<QString>("reason"); // a part of it; empty when it opens
    QTest::newRow("create new") << false << OpenMode::Create << QString();
    QTest::newRow("create over an empty file") << true << OpenMode::Create << QString();
    QTest::newRow("create or open, empty file") << true << OpenMode::CreateOrOpen << QString();
    QTest::newRow("open nothing") << false << OpenMode::Existing << QStringLiteral("There is no project");
    QTest::newRow("open an empty file") << true << OpenMode::Existing << QStringLiteral("is empty");
}

void ProjectOpeningTest::modes()
{
    QFETCH(bool, exists);
    QFETCH(OpenMode, mode);
    QFETCH(QString, reason);
    if (exists)
        QVERIFY(QFile(m_project->path()).open(QIODevice::WriteOnly));
    const auto answer = m_project->open(mode);
    QCOMPARE(m_project->isOpen(), reason.isEmpty());
    QVERIFY2(answer.contains(reason), qUtf8Printable(answer));
    if (!reason.isEmpty())
        return;
    m_project->close();
    QVERIFY(m_project->open(OpenMode::Create).contains(QStringLiteral("exists already")));
}

void ProjectOpeningTest::refusesForeignFiles_data()
{
    QTest::addColumn<QByteArray>("text");       // written as it is
    QTest::addColumn<QByteArray>("statements"); // or a database of these
    QTest::newRow("text") << QByteArray("http://example.org/\n").repeated(300) << QByteArray();
    QTest::newRow("short text") << QByteArray("x") << QByteArray();
    QTest::newRow("database of another program") << QByteArray() << QByteArray("CREATE TABLE jobs (id)");
    QTest::newRow("of another program, with a log")
        << QByteArray() << QByteArray("PRAGMA application_id=77; PRAGMA journal_mode=WAL; CREATE TABLE jobs (id)");
}

void ProjectOpeningTest::refusesForeignFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, statements);
    if (statements.isEmpty()) {
        QFile file(m_project->path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    } else {
        SQLite::Database database(m_project->path().toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(statements.constData());
    }
    const auto before = bytes(m_project->path());
    for (const auto mode : {OpenMode::Existing, OpenMode::CreateOrOpen, OpenMode::Create})
        QVERIFY(m_project->open(mode).contains(QStringLiteral("list.sluice")));
    const auto reader = ProjectReader::open(m_project->path());
    QVERIFY(reader.failed());
    QCOMPARE(reader.error().kind, ErrorKind::Storage);
    QVERIFY2(reader.error().message.contains(QStringLiteral("Sluice project")), qUtf8Printable(reader.error().message));
    QCOMPARE(bytes(m_project->path()), before);
    QCOMPARE(m_project->files(), QStringList{QStringLiteral("list.sluice")});
}

void ProjectOpeningTest::refusesNewerVersion_data()
{
    QTest::addColumn<bool>("onlyInLog");
    QTest::newRow("closed by it") << false;
    QTest::newRow("killed before its log was moved") << true;
}

void ProjectOpeningTest::refusesNewerVersion()
{
    QFETCH(bool, onlyInLog);
    QCOMPARE(m_project->open(), QString());
    m_project->close();
    if (onlyInLog) {
        // The files as a killed writer leaves them: copied while its connection is open.
        SQLite::Database database(m_project->path().toStdString(), SQLite::OPEN_READWRITE);
        database.exec("PRAGMA user_version=99");
        QVERIFY(QFile::copy(m_project->path(), m_project->file(QStringLiteral("copy"))));
        QVERIFY(QFile::copy(m_project->path() + QStringLiteral("-wal"), m_project->file(QStringLiteral("copy-wal"))));
    } else {
        sql("PRAGMA user_version=99");
        QVERIFY(QFile::copy(m_project->path(), m_project->file(QStringLiteral("copy"))));
    }
    const auto path = m_project->file(QStringLiteral("copy"));
    const auto before = bytes(path) + bytes(path + QStringLiteral("-wal"));
    const auto opened = ProjectStore::open(path, OpenMode::CreateOrOpen);
    QVERIFY(opened.failed());
    QVERIFY2(opened.error().message.contains(QStringLiteral("newer version")), qUtf8Printable(opened.error().message));
    QVERIFY(ProjectReader::open(path).failed());
    QCOMPARE(bytes(path) + bytes(path + QStringLiteral("-wal")), before);
}

void ProjectOpeningTest::refusesASecondWriter()
{
    QCOMPARE(m_project->open(), QString());
    const auto second = ProjectStore::open(m_project->path(), OpenMode::CreateOrOpen);
    QVERIFY(second.failed());
    QVERIFY2(second.error().message.contains(QString::number(QCoreApplication::applicationPid())),
             qUtf8Printable(second.error().message));
    m_project->close();
    QCOMPARE(m_project->open(), QString());
}

void ProjectOpeningTest::refusesAReadOnlyFolder()
{
    if (geteuid() == 0)
        QSKIP("root may write everywhere");
    QCOMPARE(m_project->open(), QString());
    m_project->close();
    const QString folder = QFileInfo(m_project->path()).absolutePath();
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    const auto answer = m_project->open();
    const auto reader = ProjectReader::open(m_project->path());
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY2(answer.contains(QStringLiteral("not writable")), qUtf8Printable(answer));
    QVERIFY(reader); // reading needs nothing but that
}

void ProjectOpeningTest::takesOverALockOfTheDead()
{
    QProcess gone;
    gone.start(QStringLiteral("true"), {});
    QVERIFY(gone.waitForStarted());
    const auto pid = gone.processId();
    QVERIFY(gone.waitForFinished());
    QFile lock(m_project->path() + QStringLiteral(".lock"));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(QByteArray::number(pid) + "\nsluice\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    lock.close();
    QCOMPARE(m_project->open(), QString());
}

void ProjectOpeningTest::findsTheLockByAnotherName()
{
    QCOMPARE(m_project->open(), QString());
    const auto other = m_project->file(QStringLiteral("other.sluice"));
    QVERIFY(QFile::link(m_project->path(), other));
    QVERIFY(ProjectStore::open(other, OpenMode::Existing).failed());
}

void ProjectOpeningTest::namesWithSpecialSigns()
{
    const auto path = m_project->file(QStringLiteral("100% of? \u00fcber#1 %20&mode=ro.sluice"));
    {
        auto created = ProjectStore::open(path, OpenMode::Create);
        QVERIFY2(created, created.failed() ? qUtf8Printable(created.error().message) : "");
    }
    QVERIFY(ProjectStore::open(path, OpenMode::Existing));
    QVERIFY(ProjectReader::open(path));
}

void ProjectOpeningTest::keepsValues()
{
    QCOMPARE(m_project->open(), QString());
    auto &store = m_project->store();
    QCOMPARE(store.value(QStringLiteral("recipe")), QString());
    store.setValue(QStringLiteral("recipe"), QStringLiteral("old"));
    store.setValue(QStringLiteral("recipe"), QStringLiteral("{\"steps\": []}"));
    store.setValue(QStringLiteral("empty"), QString());
    QCOMPARE(store.value(QStringLiteral("recipe")), QStringLiteral("{\"steps\": []}"));
    m_project->reopen();
    QCOMPARE(m_project->store().value(QStringLiteral("recipe")), QStringLiteral("{\"steps\": []}"));
    QCOMPARE(m_project->reader()->value(QStringLiteral("recipe")), QStringLiteral("{\"steps\": []}"));
    QCOMPARE(m_project->reader()->value(QStringLiteral("unknown")), QString());
}

void ProjectOpeningTest::copies()
{
    QCOMPARE(m_project->open(), QString());
    m_project->import(pages(QStringLiteral("a"), 5));
    m_project->end(m_project->claim(1).jobs[0], JobState::Succeeded);
    QVERIFY(m_project->flush());
    const auto copy = m_project->file(QStringLiteral("it's a copy.sluice"));
    QVERIFY(copyProject(m_project->path(), copy)); // beside the writer
    QVERIFY(copyProject(m_project->path(), copy).failed());
    m_project->close();
    QVERIFY(copyProject(m_project->path(), m_project->file(QStringLiteral("second.sluice"))));
    for (const auto &name : {copy, m_project->file(QStringLiteral("second.sluice"))}) {
        const auto opened = ProjectStore::open(name, OpenMode::Existing);
        QVERIFY(opened);
        QCOMPARE(opened.value()->counts(), (StateCounts{{4, 0, 0, 1, 0, 0}}));
    }
    QVERIFY(copyProject(m_project->path(), m_project->file(QStringLiteral("no/such/folder"))).failed());
}

void ProjectOpeningTest::correctsCountsThatDoNotAddUp()
{
    QCOMPARE(m_project->open(), QString());
    m_project->import(pages(QStringLiteral("a"), 5));
    m_project->close();
    sql("UPDATE counts SET n = n + 1 WHERE state = 3");
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("did not add up")));
    QCOMPARE(m_project->open(), QString());
    QCOMPARE(m_project->store().counts(), (StateCounts{{5, 0, 0, 0, 0, 0}}));
}

void ProjectOpeningTest::readsAProjectOfAnOlderFormat()
{
    QCOMPARE(m_project->open(OpenMode::Create), QString());
    m_project->import(pages(QStringLiteral("a"), 3));
    m_project->close();
    // As format 2 left it.
    sql("DROP TABLE runs; DROP TABLE commits; DROP TABLE undo_jobs; ALTER TABLE series DROP COLUMN run_id;"
        "ALTER TABLE series DROP COLUMN details; ALTER TABLE attempts DROP COLUMN phase;"
        "ALTER TABLE attempts DROP COLUMN reused; ALTER TABLE attempts DROP COLUMN http_version;"
        "ALTER TABLE jobs DROP COLUMN error_phase; ALTER TABLE jobs DROP COLUMN asked_to_wait; PRAGMA user_version=2");
    const auto reader = ProjectReader::open(m_project->path());
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().message));
    QCOMPARE(reader.value()->rows({JobId(1), JobId(3)}).value().size(), size_t(2));
    QCOMPARE(reader.value()->counts().value().of(JobState::Queued), 3);
}

QTEST_GUILESS_MAIN(ProjectOpeningTest)
#include "tst_projectopening.moc"
