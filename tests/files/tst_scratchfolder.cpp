#include "files/scratchfolder.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <set>
#include <thread>

using namespace sluice;

class ScratchFolderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesWithEverythingInIt();
    void sweepsWhatAKilledRunLeft();
    void leavesTheLivingAlone();
    void leavesOtherThingsAlone();
    void manyAtOnce();
    void saysWhatIsWrong();
    void pathsAreNewAcrossThreadsAndProcesses();
    void fileGoesWithItsHolder();
    void folderGoesWithItsHolder();
    void staysWhenItIsLeft();

private:
    static QStringList listing(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    static void put(const QString &path, const QByteArray &data)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
            qFatal("cannot write %s", qPrintable(path));
    }
};

namespace {

/// A process with a scratch folder, until it is killed or told to end.
class OtherRun
{
public:
    explicit OtherRun(const QString &parent)
    {
        if (::pipe(m_pipe) != 0)
            qFatal("no pipe");
        m_process = ::fork();
        if (m_process == 0) {
            const auto made = ScratchFolder::create(parent);
            const auto path = made ? QFile::encodeName(made.value()->path()) : QByteArray();
            put(made ? made.value()->path() + u"/half"_qs : QString());
            const auto length = ::write(m_pipe[1], path.constData(), size_t(path.size()));
            while (length > 0)
                ::pause();
            ::_exit(1);
        }
        QByteArray path(4096, Qt::Uninitialized);
        path.truncate(::read(m_pipe[0], path.data(), size_t(path.size())));
        m_path = QFile::decodeName(path);
    }
    ~OtherRun()
    {
        kill();
        ::close(m_pipe[0]);
        ::close(m_pipe[1]);
    }
    OtherRun(const OtherRun &) = delete;
    OtherRun &operator=(const OtherRun &) = delete;

    QString path() const { return m_path; }
    void kill()
    {
        if (m_process <= 0)
            return;
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
        m_process = 0;
    }

private:
    static void put(const QString &path)
    {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write("half a result");
    }
    int m_pipe[2] = {-1, -1};
    pid_t m_process = 0;
    QString m_path;
};

} // namespace

void ScratchFolderTest::goesWithEverythingInIt()
{
    QTemporaryDir parent;
    {
        const auto scratch = ScratchFolder::create(parent.path());
        QVERIFY(scratch);
        QVERIFY(scratch.value()->path().startsWith(parent.path() + u'/'));
        put(newScratchPath(scratch.value()->path()), "half");
        QVERIFY(QDir().mkpath(newScratchPath(scratch.value()->path()) + u"/a/b"_qs));
    }
    QCOMPARE(listing(parent.path()), QStringList());
}

void ScratchFolderTest::sweepsWhatAKilledRunLeft()
{
    QTemporaryDir parent;
    OtherRun other(parent.path());
    const auto left = other.path();
    other.kill();
    QVERIFY(QFile::exists(left + u"/half"_qs));
    const auto scratch = ScratchFolder::create(parent.path());
    QVERIFY(scratch);
    QVERIFY(!QFile::exists(left));
    QCOMPARE(listing(parent.path()).size(), 1);
}

void ScratchFolderTest::leavesTheLivingAlone()
{
    QTemporaryDir parent;
    const OtherRun other(parent.path());
    QVERIFY(!other.path().isEmpty());
    const auto first = ScratchFolder::create(parent.path());
    const auto second = ScratchFolder::create(parent.path());
    QVERIFY(first && second);
    QVERIFY(first.value()->path() != second.value()->path());
    QVERIFY(QFile::exists(other.path() + u"/half"_qs));
    QVERIFY(QFile::exists(first.value()->path()));
    QCOMPARE(listing(parent.path()).size(), 3);
}

void ScratchFolderTest::leavesOtherThingsAlone()
{
    QTemporaryDir parent;
    QTemporaryDir outside;
    put(outside.filePath(u"lock"_qs), {});
    QVERIFY(QDir(parent.path()).mkpath(u"results"_qs));
    QVERIFY(QDir(parent.path()).mkpath(u".sluice-scratch-without-lock"_qs));
    QVERIFY(QFile::link(outside.path(), parent.filePath(u".sluice-scratch-link"_qs)));
    put(parent.filePath(u".sluice-scratch-file"_qs), "x");
    const auto before = listing(parent.path());
    QVERIFY(ScratchFolder::create(parent.path()));
    QCOMPARE(listing(parent.path()), before);
    QCOMPARE(listing(outside.path()), QStringList(u"lock"_qs));
}

void ScratchFolderTest::manyAtOnce()
{
    // each sweeps while the others come and go
    QTemporaryDir parent;
    std::atomic<int> failed = 0;
    std::vector<std::thread> workers;
    for (int worker = 0; worker < 4; ++worker) {
        workers.emplace_back([&] {
            for (int i = 0; i < 100; ++i) {
                const auto scratch = ScratchFolder::create(parent.path());
                failed += scratch && QFile::exists(scratch.value()->path() + u"/lock"_qs) ? 0 : 1;
            }
        });
    }
    for (auto &worker : workers)
        worker.join();
    QCOMPARE(failed.load(), 0);
    QCOMPARE(listing(parent.path()), QStringList());
}

void ScratchFolderTest::saysWhatIsWrong()
{
    const auto scratch = ScratchFolder::create(u"/nonexistent"_qs);
    QVERIFY(scratch.failed());
    QCOMPARE(scratch.error().kind, ErrorKind::Storage);
    QCOMPARE(scratch.error().message,
             u"cannot make a folder for unfinished results in /nonexistent: No such file or directory"_qs);
}

void ScratchFolderTest::pathsAreNewAcrossThreadsAndProcesses()
{
    constexpr int each = 1000;
    std::vector<QStringList> made(4);
    std::vector<std::thread> workers;
    for (auto &paths : made) {
        workers.emplace_back([&paths] {
            for (int i = 0; i < each; ++i)
                paths += newScratchPath(u"/x"_qs);
        });
    }
    for (auto &worker : workers)
        worker.join();
    std::set<QString> all;
    for (const auto &paths : made)
        all.insert(paths.begin(), paths.end());
    QCOMPARE(all.size(), made.size() * each);
    QVERIFY(all.begin()->startsWith(u"/x/%1-"_qs.arg(::getpid())));
}

void ScratchFolderTest::fileGoesWithItsHolder()
{
    QTemporaryDir parent;
    const auto path = parent.filePath(u"a"_qs);
    put(path, "x");
    auto holder = std::make_shared<const ScratchFile>(path);
    auto second = holder;
    holder.reset();
    QVERIFY(QFile::exists(path));
    second.reset();
    QVERIFY(!QFile::exists(path));

    const ScratchFile kept(path); // where it was kept, there is nothing left to remove
}

void ScratchFolderTest::folderGoesWithItsHolder()
{
    QTemporaryDir parent;
    const auto path = parent.filePath(u"a"_qs);
    QVERIFY(QDir().mkpath(path + u"/b/c"_qs));
    put(path + u"/b/file"_qs, "x");
    {
        const ScratchFile holder(path);
    }
    QCOMPARE(listing(parent.path()), QStringList());
}

void ScratchFolderTest::staysWhenItIsLeft()
{
    QTemporaryDir parent;
    const auto path = parent.filePath(u"a"_qs);
    put(path, "x");
    {
        const ScratchFile holder(path);
        holder.leave();
    }
    QVERIFY(QFile::exists(path));
}

QTEST_GUILESS_MAIN(ScratchFolderTest)
#include "tst_scratchfolder.moc"
