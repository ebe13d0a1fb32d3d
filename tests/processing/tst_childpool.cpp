#include "core/systemclock.h"
#include "processing/child/childpool.h"
#include "processing/child/childprogram.h"

#include "testimages.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace sluice;

/// With the real sluice-step.
class ChildPoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void makesTheSameAsHere();
    void answersManyInOrder();
    void keepsAChildBetweenUses();
    void largeBodiesGoAsFiles();
    void handsOnColumnsAndTheBody();
    void aFileThatIsHandedThroughStays();
    void saysWhichStepFailed();
    void whatIsKilledCostsNothing();
    void whatCrashesFailsAlone();
    void whatComputesTooLongFailsAlone();
    void endsWhenCancelled();
    void tellsWhatLivingChildrenUse();
    void saysThatTheProgramIsMissing();
    void refusesWhatTalksNonsense();
    void newLimitsMakeNewChildren();

private:
    StepFolders folders() const { return {{}, m_folder->path()}; }
    QString sparseFile(qint64 size) const;
    QStringList leftOver() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

ChildPool::Stretch stretch(const QStringList &steps)
{
    Recipe recipe;
    QStringList names;
    for (const auto &text : steps) {
        recipe.steps.push_back(parseStep(text).value());
        names.append(recipe.steps.back().name);
    }
    return {QJsonDocument(toJson(recipe)).toJson(QJsonDocument::Compact), names.join(u", "_qs)};
}

StepWork workOn(const QByteArray &bytes)
{
    StepWork work;
    work.input.body.data = bytes;
    return work;
}

StepWork workOnFile(const QString &path)
{
    StepWork work;
    work.input.body.file = path;
    return work;
}

void run(ChildPool &pool, const QStringList &steps, std::vector<StepWork> &works)
{
    std::vector<StepWork *> all;
    for (auto &work : works)
        all.push_back(&work);
    pool.run(stretch(steps), all);
}

QImage noise(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    quint32 state = 1;
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, state = state * 1'664'525 + 1'013'904'223);
    }
    return image;
}

QString errorOf(const StepWork &work)
{
    return work.state.failed() ? work.state.error().message : u"no error"_qs;
}

/// Processes that this one started.
std::vector<pid_t> childPids()
{
    std::vector<pid_t> pids;
    QDirIterator tasks(u"/proc/self/task"_qs, QDir::Dirs | QDir::NoDotAndDotDot);
    while (tasks.hasNext()) {
        QFile file(tasks.next() + u"/children"_qs);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const auto &pid : file.readAll().split(' ')) {
            if (pid.toInt() > 0)
                pids.push_back(pid.toInt());
        }
    }
    return pids;
}

const auto sha256OfAbc = u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_qs;

/// Sends a signal to the one child as soon as it computes.
std::jthread disturb(int signal)
{
    return std::jthread([signal](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            for (const auto pid : childPids()) {
                QFile stat(u"/proc/%1/stat"_qs.arg(pid));
                if (stat.open(QIODevice::ReadOnly) && stat.readAll().split(' ').value(13).toInt() > 5) { // utime
                    ::kill(pid, signal);
                    return;
                }
            }
            std::this_thread::yield();
        }
    });
}

} // namespace

void ChildPoolTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString ChildPoolTest::sparseFile(qint64 size) const
{
    QFile file(m_folder->filePath(u"sparse"_qs));
    if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
        qFatal("cannot make the test's file");
    return file.fileName();
}

void ChildPoolTest::makesTheSameAsHere()
{
    const auto picture = test::encoded(test::redOverBlue({1200, 900}), "jpeg");
    const auto steps = QStringList{u"thumbnail width=64"_qs, u"hash"_qs};
    ChildPool pool(childProgramPath(), folders());
    std::vector<StepWork> works;
    works.push_back(workOn(picture));
    run(pool, steps, works);
    QCOMPARE(errorOf(works[0]), u"no error"_qs);

    auto here = workOn(picture);
    Recipe recipe;
    for (const auto &text : steps)
        recipe.steps.push_back(parseStep(text).value());
    const SystemClock clock;
    runSteps(instantiate(recipe).value(), 0, 2, {}, clock, &here);
    QVERIFY(here.state);
    QCOMPARE(works[0].output.columns, here.output.columns);
    QCOMPARE(works[0].input.body.data, here.input.body.data);
    QCOMPARE(works[0].input.body.contentType, u"image/jpeg"_qs);
    QVERIFY(works[0].ran > Duration::zero());
}

void ChildPoolTest::answersManyInOrder()
{
    ChildPool pool(childProgramPath(), folders());
    std::vector<StepWork> works;
    for (int i = 0; i < 500; ++i)
        works.push_back(workOn(QByteArray::number(i)));
    run(pool, {u"hash algorithm=md5"_qs}, works);
    for (int i = 0; i < 500; ++i) {
        const auto expected = QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Md5).toHex();
        QCOMPARE(works[static_cast<size_t>(i)].output.columns.value(u"md5"_qs).toString().toLatin1(), expected);
    }
    QCOMPARE(pool.children(), 1);
}

void ChildPoolTest::keepsAChildBetweenUses()
{
    ChildPool pool(childProgramPath(), folders());
    std::vector<StepWork> works(1, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    const auto before = childPids();
    works.assign(1, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    QCOMPARE(childPids(), before);
    works.assign(1, workOn("abc"));
    run(pool, {u"hash algorithm=md5"_qs}, works); // other steps
    QCOMPARE(pool.children(), 2);
    pool.clear();
    QCOMPARE(pool.children(), 0);
    QCOMPARE(childPids().size(), size_t(0));
}

void ChildPoolTest::largeBodiesGoAsFiles()
{
    ChildPool pool(childProgramPath(), folders());
    const auto picture = test::encoded(noise({900, 900}), "png");
    QVERIFY(picture.size() > 1'000'000);
    std::vector<StepWork> works(1, workOn(picture));
    run(pool, {u"thumbnail width=880 format=png"_qs}, works);
    QCOMPARE(errorOf(works[0]), u"no error"_qs);
    QVERIFY(works[0].input.body.isFile());
    QVERIFY(works[0].input.body.scratch);
    QVERIFY(QFile::exists(works[0].input.body.file));
    QCOMPARE(QImage(works[0].input.body.file).width(), 880);
    works.clear();
    QCOMPARE(leftOver(), QStringList());
}

void ChildPoolTest::handsOnColumnsAndTheBody()
{
    ChildPool pool(childProgramPath(), folders());
    std::vector<StepWork> works(1, workOn("abc"));
    works[0].input.columns = {{u"from_list"_qs, u"图"_qs}};
    run(pool, {u"hash"_qs}, works);
    QCOMPARE(works[0].input.body.data, QByteArray("abc"));
    QCOMPARE(works[0].input.columns, (QJsonObject{{u"from_list"_qs, u"图"_qs}, {u"sha256"_qs, sha256OfAbc}}));
    QCOMPARE(works[0].output.columns, (QJsonObject{{u"sha256"_qs, sha256OfAbc}}));
}

void ChildPoolTest::aFileThatIsHandedThroughStays()
{
    ChildPool pool(childProgramPath(), folders());
    auto work = workOn({});
    work.input.body.file = sparseFile(100'000);
    work.input.body.scratch = std::make_shared<const ScratchFile>(work.input.body.file);
    std::vector<StepWork> works;
    works.push_back(std::move(work));
    run(pool, {u"decompress optional=yes"_qs}, works); // it may change the body, but not this one
    QCOMPARE(errorOf(works[0]), u"no error"_qs);
    QVERIFY(QFile::exists(works[0].input.body.file));
    works.clear();
    QCOMPARE(leftOver(), QStringList());
}

void ChildPoolTest::saysWhichStepFailed()
{
    ChildPool pool(childProgramPath(), folders());
    std::vector<StepWork> works;
    works.push_back(workOn("no image"));
    works.push_back(workOn(test::encoded(test::redOverBlue({100, 100}), "jpeg")));
    run(pool, {u"thumbnail width=64"_qs}, works);
    QCOMPARE(errorOf(works[0]), u"thumbnail: the body is not an image (PNG, JPEG, WebP or GIF)"_qs);
    QCOMPARE(works[0].state.error().kind, ErrorKind::Step);
    QCOMPARE(errorOf(works[1]), u"no error"_qs);
}

void ChildPoolTest::whatIsKilledCostsNothing()
{
    ChildPool pool(childProgramPath(), folders());
    std::vector<StepWork> works(1, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    QCOMPARE(childPids().size(), size_t(1));
    ::kill(childPids().front(), SIGKILL); // while it idles
    works.assign(2, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    QCOMPARE(errorOf(works[0]), u"no error"_qs);
    QCOMPARE(errorOf(works[1]), u"no error"_qs);

    works.assign(1, workOnFile(sparseFile(qint64(256) << 20)));
    const auto disturbing = disturb(SIGKILL); // and while it works
    run(pool, {u"hash"_qs}, works);
    QCOMPARE(errorOf(works[0]), u"no error"_qs);
    QCOMPARE(works[0].output.columns.value(u"sha256"_qs).toString(),
             u"a6d72ac7690f53be6ae46ba88506bd97302a093f7108472bd9efc3cefda06484"_qs); // sha256sum of 256 MiB of zeros
}

void ChildPoolTest::whatCrashesFailsAlone()
{
    ChildPool pool(childProgramPath(), folders());
    std::vector<StepWork> works;
    works.push_back(workOnFile(sparseFile(qint64(20) << 30)));
    {
        const auto disturbing = disturb(SIGABRT);
        run(pool, {u"hash"_qs}, works);
    }
    QVERIFY2(errorOf(works[0]).startsWith(u"hash: its child process, which may use 1024 MiB of memory, was ended by "
                                          u"signal 6"_qs),
             qPrintable(errorOf(works[0])));
    works.assign(1, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    QCOMPARE(errorOf(works[0]), u"no error"_qs);
}

void ChildPoolTest::whatComputesTooLongFailsAlone()
{
    ChildPool pool(childProgramPath(), folders());
    pool.setLimits({qint64(1) << 30, std::chrono::seconds(1)});
    std::vector<StepWork> works;
    for (int i = 0; i < 7; ++i)
        works.push_back(i == 3 ? workOnFile(sparseFile(qint64(1) << 40)) : workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    for (size_t i = 0; i < works.size(); ++i)
        QCOMPARE(errorOf(works[i]), i == 3 ? u"hash: it computed for more than 1 s and was ended"_qs : u"no error"_qs);
}

void ChildPoolTest::endsWhenCancelled()
{
    ChildPool pool(childProgramPath(), folders());
    CancelSource source;
    std::vector<StepWork> works(1, workOnFile(sparseFile(qint64(1) << 40)));
    works[0].token = source.token();
    const std::jthread cancelling([&source] {
        while (childPids().empty())
            std::this_thread::yield();
        source.cancel();
    });
    run(pool, {u"hash"_qs}, works);
    QVERIFY(works[0].state.cancelled());
    QCOMPARE(pool.children(), 0);
}

void ChildPoolTest::tellsWhatLivingChildrenUse()
{
    ChildPool pool(childProgramPath(), folders());
    QCOMPARE(pool.cpuTime(), Duration(0));
    CancelSource source;
    std::vector<StepWork> works(1, workOnFile(sparseFile(qint64(1) << 40)));
    works[0].token = source.token();
    Duration seen{};
    const std::jthread cancelling([&pool, &source, &seen](const std::stop_token &stop) {
        while (!stop.stop_requested() && seen < std::chrono::milliseconds(200))
            seen = pool.cpuTime(); // of one that has not answered yet
        source.cancel();
    });
    run(pool, {u"hash"_qs}, works);
    QVERIFY(works[0].state.cancelled());
    QVERIFY(seen >= std::chrono::milliseconds(200));
    QCOMPARE(pool.cpuTime(), Duration(0)); // it was waited for
}

void ChildPoolTest::saysThatTheProgramIsMissing()
{
    ChildPool pool(u"/nowhere/sluice-step"_qs, folders());
    std::vector<StepWork> works(1, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    QCOMPARE(errorOf(works[0]), u"hash: the program /nowhere/sluice-step is not there"_qs);
}

void ChildPoolTest::refusesWhatTalksNonsense()
{
    ChildPool pool(u"/usr/bin/yes"_qs, folders());
    std::vector<StepWork> works(1, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    QVERIFY2(errorOf(works[0]).startsWith(u"hash: its child process"_qs), qPrintable(errorOf(works[0])));
}

void ChildPoolTest::newLimitsMakeNewChildren()
{
    ChildPool pool(childProgramPath(), folders());
    std::vector<StepWork> works(1, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    const auto before = childPids();
    pool.setLimits({qint64(512) << 20, std::chrono::seconds(10)});
    QCOMPARE(pool.children(), 0);
    works.assign(1, workOn("abc"));
    run(pool, {u"hash"_qs}, works);
    QCOMPARE(errorOf(works[0]), u"no error"_qs);
    QVERIFY(childPids() != before);
}

QTEST_GUILESS_MAIN(ChildPoolTest)
#include "tst_childpool.moc"
