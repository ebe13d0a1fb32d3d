// Trying a recipe on one body: real steps, and a real server that counts.
#include "engine/engine.h"
#include "engine/listimport.h"
#include "practice/practiceserver.h"
#include "tests/engine/previewanswer.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using test::Answer, test::hash, test::thumbnail, test::valueOf;

class RecipePreviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsEachStep_data();
    void showsEachStep();
    void fetchesOnceForManyRecipes();
    void doesNotAskAFailingServerAgain();
    void showsAFailureWhereItHappens();
    void showsAStepThatCannotBeMade();
    void hashesAFileAsSha256sumDoes();
    void tellsWhatWouldBeKept();
    void noticesThatAFileChanged();
    void takesAJobWithItsColumns();
    void explainsWhatIsNoSource_data();
    void explainsWhatIsNoSource();
    void aNewerRequestSilencesTheOlder();

private:
    PreviewSource at(const QString &path) const { return {{}, m_base + path}; }
    QString write(const QByteArray &content);

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeServer> m_server;
    QString m_base;
    std::unique_ptr<Engine> m_engine;
};

void RecipePreviewTest::initTestCase()
{
    QVERIFY(qputenv("TMPDIR", QFile::encodeName(m_folder.path())));
}

void RecipePreviewTest::init()
{
    m_server = std::make_unique<PracticeServer>();
    m_base = m_server->start().value().toString();
    m_engine = std::make_unique<Engine>();
    QVERIFY(m_engine->open({}));
}

void RecipePreviewTest::cleanup()
{
    m_engine.reset();
    const QDir left(m_folder.path());
    QCOMPARE(left.entryList({QStringLiteral(".sluice-*"), QStringLiteral("sluice-*")}, QDir::AllEntries | QDir::Hidden),
             QStringList());
}

QString RecipePreviewTest::write(const QByteArray &content)
{
    const auto path = m_folder.filePath(QStringLiteral("body"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void RecipePreviewTest::showsEachStep_data()
{
    QTest::addColumn<QString>("fetchEngine");
    QTest::newRow("curl") << QStringLiteral("curl");
    QTest::newRow("qt") << QStringLiteral("qt");
}

void RecipePreviewTest::showsEachStep()
{
    QFETCH(QString, fetchEngine);
    auto options = m_engine->options();
    options.fetchEngine = fetchEngine;
    QVERIFY(m_engine->setOptions(options, QStringLiteral("test")));
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show(at(QStringLiteral("/image/800/600?seed=1")), {{thumbnail(100), hash}});
    QVERIFY(preview.isBusy());
    QTRY_COMPARE(answer.finished, 1);
    QVERIFY(!preview.isBusy());

    QCOMPARE(answer.inputs.size(), 1);
    const auto &input = answer.inputs[0];
    QCOMPARE(input.status, 200);
    QCOMPARE(input.body.contentType, QStringLiteral("image/jpeg"));
    QCOMPARE(input.body.view.form, BodyView::Form::Picture);
    QCOMPARE(input.body.view.picture.size(), QSize(640, 480)); // never larger, whatever came

    QCOMPARE(answer.steps.size(), 2);
    const auto &small = answer.steps[0];
    QCOMPARE(small.index, 0);
    QCOMPARE(small.error, QString());
    QCOMPARE(valueOf(small.columns, QStringLiteral("image_width")), QStringLiteral("800"));
    QCOMPARE(small.body.view.picture.size(), QSize(100, 75));
    QVERIFY(!small.body.unchanged);
    QVERIFY(small.body.size > 0 && small.body.size < input.body.size);
    QVERIFY(small.took > Duration::zero());
    const auto &sum = answer.steps[1];
    QCOMPARE(sum.columns.shown.size(), 1);
    QCOMPARE(sum.columns.shown[0].name, QStringLiteral("sha256"));
    QVERIFY(sum.body.unchanged);
    QCOMPARE(sum.body.size, small.body.size);
}

void RecipePreviewTest::fetchesOnceForManyRecipes()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    const auto source = at(QStringLiteral("/image/200/100?seed=2"));
    for (const int width : {10, 20, 30}) {
        preview.show(source, {{thumbnail(width)}});
        QTRY_COMPARE(answer.steps.size(), 1);
        QCOMPARE(answer.steps.takeFirst().body.view.picture.width(), width);
    }
    QCOMPARE(m_server->stats().requests, 1);

    // Also while the body is still on its way.
    const auto slow = at(QStringLiteral("/delay/0.3"));
    preview.show(slow, {{hash}});
    QTRY_COMPARE(m_server->stats().inFlight, 1);
    preview.show(slow, {{hash, hash}});
    QTRY_COMPARE(answer.steps.size(), 2);
    QCOMPARE(m_server->stats().requests, 2);

    preview.forgetInput();
    preview.show(slow, {{hash}});
    QTRY_COMPARE(answer.steps.size(), 3);
    QCOMPARE(m_server->stats().requests, 3);
}

void RecipePreviewTest::doesNotAskAFailingServerAgain()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    for (int i = 1; i <= 3; ++i) {
        preview.show(at(QStringLiteral("/status/404")), {{thumbnail(i)}});
        QTRY_COMPARE(answer.finished, i);
        QVERIFY2(answer.failure.contains(QStringLiteral("404")), qPrintable(answer.failure));
    }
    QCOMPARE(answer.steps.size(), 0);
    QCOMPARE(m_server->stats().requests, 1);
}

void RecipePreviewTest::showsAFailureWhereItHappens()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show(at(QStringLiteral("/json/7")), {{hash, thumbnail(100), hash}});
    QTRY_COMPARE(answer.finished, 1);
    QCOMPARE(answer.inputs[0].body.view.form, BodyView::Form::Text);
    QVERIFY(answer.inputs[0].body.view.text.startsWith(QStringLiteral("{\n  \"")));
    QCOMPARE(answer.steps.size(), 2);
    QCOMPARE(answer.steps[0].error, QString());
    QCOMPARE(answer.steps[1].index, 1);
    QVERIFY2(answer.steps[1].error.startsWith(QStringLiteral("thumbnail: ")), qPrintable(answer.steps[1].error));
}

void RecipePreviewTest::showsAStepThatCannotBeMade()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show(at(QStringLiteral("/json/7")), {{hash, thumbnail(0)}});
    QTRY_COMPARE(answer.finished, 1);
    QCOMPARE(answer.steps.size(), 2);
    QVERIFY2(answer.steps[1].error.contains(QStringLiteral("give a width")), qPrintable(answer.steps[1].error));
}

void RecipePreviewTest::hashesAFileAsSha256sumDoes()
{
    const auto path = write(QByteArray(3'000'000, 'x'));
    QProcess tool;
    tool.start(QStringLiteral("sha256sum"), {path});
    QVERIFY2(tool.waitForFinished(), "sha256sum (of coreutils) is needed");
    const auto expected = QString::fromLatin1(tool.readAllStandardOutput()).section(u' ', 0, 0);
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show({{}, path}, {{hash}});
    QTRY_COMPARE(answer.finished, 1);
    QCOMPARE(answer.inputs[0].address, path);
    QCOMPARE(answer.inputs[0].status, 0);
    QCOMPARE(answer.inputs[0].body.size, 3'000'000);
    QCOMPARE(valueOf(answer.steps[0].columns, QStringLiteral("sha256")), expected);
}

void RecipePreviewTest::tellsWhatWouldBeKept()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show({{}, write("kept by a run")},
                 {{{QStringLiteral("save"), {{QStringLiteral("name"), QStringLiteral("{name}")}}}}});
    QTRY_COMPARE(answer.finished, 1);
    QCOMPARE(answer.steps[0].error, QString());
    QCOMPARE(answer.steps[0].kept.size(), 1);
    QVERIFY2(answer.steps[0].kept[0].contains(QStringLiteral("13 B")), qPrintable(answer.steps[0].kept[0]));
    QVERIFY(answer.steps[0].body.unchanged);
}

void RecipePreviewTest::noticesThatAFileChanged()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show({{}, write("before")}, {});
    QTRY_COMPARE(answer.finished, 1);
    preview.show({{}, write("and after")}, {});
    QTRY_COMPARE(answer.finished, 2);
    QCOMPARE(answer.inputs[1].body.view.text, QStringLiteral("and after"));
}

void RecipePreviewTest::takesAJobWithItsColumns()
{
    ListImport import(m_engine->store());
    QSignalSpy imported(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, QStringLiteral("url,title\n%1/json/1,One\n%1/json/2,Two\n").arg(m_base)},
                  {});
    QVERIFY(imported.wait());
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show({JobId(2), {}}, {{hash}});
    QTRY_COMPARE(answer.finished, 1);
    QCOMPARE(answer.inputs[0].address, m_base + QStringLiteral("/json/2"));
    QCOMPARE(valueOf(answer.inputs[0].columns, QStringLiteral("title")), QStringLiteral("Two"));
    preview.show({JobId(99), {}}, {{hash}});
    QTRY_COMPARE(answer.finished, 2);
    QVERIFY2(answer.failure.contains(QStringLiteral("99")), qPrintable(answer.failure));
}

void RecipePreviewTest::explainsWhatIsNoSource_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("scheme") << QStringLiteral("ftp://example.org/a");
    QTest::newRow("missing file") << QStringLiteral("/no/such/file");
    QTest::newRow("empty") << QString();
}

void RecipePreviewTest::explainsWhatIsNoSource()
{
    QFETCH(QString, text);
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show({{}, text}, {{hash}});
    QTRY_COMPARE(answer.finished, 1);
    QVERIFY(!answer.failure.isEmpty());
    QCOMPARE(answer.inputs.size(), 0);
}

void RecipePreviewTest::aNewerRequestSilencesTheOlder()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    preview.show(at(QStringLiteral("/hang")), {{hash}});
    QTRY_COMPARE(m_server->stats().inFlight, 1);
    preview.show(at(QStringLiteral("/json/1")), {{hash}});
    QTRY_COMPARE(answer.finished, 1);
    QCOMPARE(answer.inputs.size(), 1);
    QVERIFY(answer.inputs[0].address.endsWith(QStringLiteral("/json/1")));
    QTRY_COMPARE(m_server->stats().inFlight, 0); // the older request is over, not forgotten
}

QTEST_MAIN(RecipePreviewTest)
#include "tst_recipepreview.moc"
