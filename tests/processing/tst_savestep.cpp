#include "files/placement.h"
#include "processing/recipe.h"
#include "processing/steps/savestep.h"
#include "tool.h"

#include <QTemporaryDir>

#include <sys/stat.h>

#include <thread>

using namespace sluice;
using namespace sluice::test;

class SaveStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsWhatIsInMemory();
    void keepsAScratchFileWithoutCopying();
    void copiesALocalFile();
    void twoOfTheSameBody();
    void names_data();
    void names();
    void nothingStaysWhenNobodyKeepsIt();
    void saysWhatIsWrong();
    void refusesUnusableTemplates();
    void canBeCancelled();

private:
    Result<StepOutput> run(const Body &body, const SaveStep::Settings &settings = {u"{host}/{id}-{name}"_qs});
    /// As the run does it in the end.
    QString place(const Keepsake &keepsake);
    static quint64 inode(const QString &path);
    std::unique_ptr<QTemporaryDir> m_root;
    StepFolders m_folders;
};

void SaveStepTest::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    m_folders = {m_root->filePath(u"out"_qs), m_root->filePath(u"scratch"_qs)};
    QVERIFY(QDir().mkpath(m_folders.scratch));
}

Result<StepOutput> SaveStepTest::run(const Body &body, const SaveStep::Settings &settings)
{
    StepInput input{body};
    input.job = JobId(7);
    input.url = QUrl(u"http://a.org/x/photo.png"_qs);
    return SaveStep(settings).run(input, m_folders, {});
}

QString SaveStepTest::place(const Keepsake &keepsake)
{
    const auto placed = placeBelow(m_folders.out, keepsake.name, keepsake.scratch);
    return placed ? placed.value().sliced(m_folders.out.size() + 1) : placed.error().message;
}

quint64 SaveStepTest::inode(const QString &path)
{
    struct stat info
    {
    };
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_ino : 0;
}

void SaveStepTest::keepsWhatIsInMemory()
{
    const auto output = run({"hello", {}, u"image/png"_qs});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, QByteArray("hello")); // handed on as it was
    QCOMPARE(output.value().body.contentType, u"image/png"_qs);
    QCOMPARE(output.value().columns, QJsonObject({{u"saved_as"_qs, u"a.org/7-photo.png"_qs}}));
    QCOMPARE(output.value().keepsakes.size(), size_t(1));
    QCOMPARE(place(output.value().keepsakes.front()), u"a.org/7-photo.png"_qs);
    QCOMPARE(contents(m_folders.out + u"/a.org/7-photo.png"_qs), QByteArray("hello"));
}

void SaveStepTest::keepsAScratchFileWithoutCopying()
{
    Body body;
    body.file = newScratchPath(m_folders.scratch);
    put(body.file, "large");
    body.scratch = std::make_shared<const ScratchFile>(body.file);
    const auto output = run(body);
    QVERIFY(output);
    QCOMPARE(output.value().body.file, body.file);
    const auto &keepsake = output.value().keepsakes.front();
    QVERIFY(keepsake.scratch != body.file);
    QCOMPARE(inode(keepsake.scratch), inode(body.file));
    QCOMPARE(place(keepsake), u"a.org/7-photo.png"_qs);
    QCOMPARE(contents(body.file), QByteArray("large")); // for the next step
}

void SaveStepTest::copiesALocalFile()
{
    const auto data = someText(300'000);
    const auto path = m_root->filePath(u"mine"_qs);
    put(path, data);
    const auto output = run({{}, path});
    QVERIFY(output);
    const auto &keepsake = output.value().keepsakes.front();
    QVERIFY(contents(keepsake.scratch) == data);
    QVERIFY(inode(keepsake.scratch) != inode(path));
    place(keepsake);
    QVERIFY(contents(path) == data);

    put(path, {});
    const auto empty = run({{}, path});
    QVERIFY(empty);
    QCOMPARE(contents(empty.value().keepsakes.front().scratch), QByteArray());
}

void SaveStepTest::twoOfTheSameBody()
{
    Body body;
    body.file = newScratchPath(m_folders.scratch);
    put(body.file, "large");
    body.scratch = std::make_shared<const ScratchFile>(body.file);
    const auto first = run(body);
    const auto second = run(first.value().body);
    QVERIFY(first && second);
    QVERIFY(first.value().keepsakes.front().scratch != second.value().keepsakes.front().scratch);
    QCOMPARE(place(first.value().keepsakes.front()), u"a.org/7-photo.png"_qs);
    QCOMPARE(place(second.value().keepsakes.front()), u"a.org/7-photo (2).png"_qs);
    QCOMPARE(contents(m_folders.out + u"/a.org/7-photo (2).png"_qs), QByteArray("large"));
}

void SaveStepTest::names_data()
{
    QTest::addColumn<QString>("nameTemplate");
    QTest::addColumn<int>("fanout");
    QTest::addColumn<qint64>("job");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("expected");
    QTest::newRow("suffix by type") << u"{name}"_qs << 0 << qint64(1) << u"image/jpeg"_qs << u"photo.jpeg"_qs;
    QTest::newRow("own ending") << u"{id}.{ext}"_qs << 0 << qint64(1) << QString() << u"1.png"_qs;
    QTest::newRow("fan-out") << u"{host}/{id}"_qs << 1000 << qint64(12'345) << QString() << u"a.org/0012/12345"_qs;
    QTest::newRow("first folder") << u"{id}"_qs << 1000 << qint64(999) << QString() << u"0000/999"_qs;
    QTest::newRow("second folder") << u"{id}"_qs << 1000 << qint64(1000) << QString() << u"0001/1000"_qs;
    QTest::newRow("very many") << u"{id}"_qs << 1 << qint64(1'234'567) << QString() << u"1234567/1234567"_qs;
}

void SaveStepTest::names()
{
    QFETCH(QString, nameTemplate);
    QFETCH(int, fanout);
    QFETCH(qint64, job);
    QFETCH(QString, type);
    QFETCH(QString, expected);
    StepInput input{{"x", {}, type}};
    input.job = JobId(job);
    input.url = QUrl(u"http://a.org/x/photo.png"_qs);
    const auto output = SaveStep({nameTemplate, fanout}).run(input, m_folders, {});
    QVERIFY(output);
    QCOMPARE(output.value().columns.value(u"saved_as"_qs).toString(), expected);
    QCOMPARE(output.value().keepsakes.front().name, expected);
}

void SaveStepTest::nothingStaysWhenNobodyKeepsIt()
{
    QVERIFY(run({"hello"}));
    QCOMPARE(tree(m_root->path()), QStringList(u"scratch/"_qs));
}

void SaveStepTest::saysWhatIsWrong()
{
    const auto missing = run({{}, m_root->filePath(u"nowhere"_qs)});
    QVERIFY(missing.failed());
    QCOMPARE(missing.error().kind, ErrorKind::Step);
    QCOMPARE(missing.error().message,
             u"the file %1/nowhere cannot be read: No such file or directory"_qs.arg(m_root->path()));
    QVERIFY(run({{}, m_root->path()}).failed()); // a folder
    QCOMPARE(tree(m_root->path()), QStringList(u"scratch/"_qs));

    m_folders.scratch = u"/nonexistent"_qs;
    const auto homeless = run({"hello"});
    QVERIFY(homeless.failed());
    QCOMPARE(homeless.error().kind, ErrorKind::Storage);
    m_folders.out.clear();
    const auto nowhere = run({"hello"});
    QVERIFY(nowhere.failed());
    QCOMPARE(nowhere.error().message, u"there is no output folder to save in"_qs);
}

void SaveStepTest::refusesUnusableTemplates()
{
    const auto ready = instantiate({{parseStep(u"save fanout=10").value()}});
    QVERIFY(ready);
    QVERIFY(ready.value().front().step->keepsFiles());
    QVERIFY(!ready.value().front().step->changesBody());
    const auto refused = instantiate({{parseStep(u"save name=../{name}").value()}});
    QVERIFY(refused.failed());
    QCOMPARE(refused.error().kind, ErrorKind::Input);
    QCOMPARE(refused.error().message,
             u"save: name cannot be used: the name template must not contain . or .. as a folder."_qs);
}

void SaveStepTest::canBeCancelled()
{
    const auto path = m_root->filePath(u"large"_qs);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(qint64(1) << 40)); // more than any disk here
    CancelSource source;
    bool cancelled = false;
    std::thread worker([&] {
        StepInput input{{{}, path}};
        cancelled = SaveStep({u"{id}"_qs}).run(input, m_folders, source.token()).cancelled();
    });
    source.cancel();
    worker.join();
    QVERIFY(cancelled);
    QCOMPARE(tree(m_folders.scratch), QStringList());
}

QTEST_GUILESS_MAIN(SaveStepTest)
#include "tst_savestep.moc"
