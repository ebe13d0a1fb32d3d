// A preview that is cancelled or left at any moment, and what it keeps until then.
#include "engine/engine.h"
#include "practice/practiceserver.h"
#include "tests/engine/previewanswer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using test::Answer, test::hash, test::thumbnail;

class PreviewEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cancelsInTheMiddleOfAFetch();
    void keepsTheBodyWhenCancelled();
    void takesABodyThatIsTooLargeForMemory();
    void canLeaveAStepThatNeverEnds_data();
    void canLeaveAStepThatNeverEnds();
    void canGoAtAnyMoment();

private:
    PreviewSource at(const QString &path) const { return {{}, m_base + path}; }

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeServer> m_server;
    QString m_base;
    std::unique_ptr<Engine> m_engine;
};

void PreviewEndTest::initTestCase()
{
    QVERIFY(qputenv("TMPDIR", QFile::encodeName(m_folder.path())));
}

void PreviewEndTest::init()
{
    m_server = std::make_unique<PracticeServer>();
    m_base = m_server->start().value().toString();
    m_engine = std::make_unique<Engine>();
    QVERIFY(m_engine->open({}));
}

void PreviewEndTest::cleanup()
{
    m_engine.reset();
    const QDir left(m_folder.path());
    QCOMPARE(left.entryList({QStringLiteral(".sluice-*"), QStringLiteral("sluice-*")}, QDir::AllEntries | QDir::Hidden),
             QStringList());
}

void PreviewEndTest::cancelsInTheMiddleOfAFetch()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    const auto source = at(QStringLiteral("/hang"));
    preview.show(source, {{hash}});
    QTRY_COMPARE(m_server->stats().inFlight, 1);
    preview.cancel();
    QVERIFY(!preview.isBusy());
    QTRY_COMPARE(m_server->stats().inFlight, 0);
    QCOMPARE(answer.finished, 0);
    preview.show(source, {{hash}}); // what was cancelled is no answer
    QTRY_COMPARE(m_server->stats().requests, 2);
}

void PreviewEndTest::keepsTheBodyWhenCancelled()
{
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    const auto source = at(QStringLiteral("/json/1"));
    preview.show(source, {{hash}});
    QTRY_COMPARE(answer.finished, 1);
    preview.cancel();
    preview.show(source, {{hash, hash}});
    QTRY_COMPARE(answer.finished, 2);
    QCOMPARE(m_server->stats().requests, 1);
}

void PreviewEndTest::takesABodyThatIsTooLargeForMemory()
{
    auto options = m_engine->options();
    options.limits.maxMemoryBytes = 4'096;
    QVERIFY(m_engine->setOptions(options, QStringLiteral("test")));
    RecipePreview preview(m_engine.get());
    Answer answer(&preview);
    const auto source = at(QStringLiteral("/image/400/300?seed=3"));
    preview.show(source, {{hash, thumbnail(40)}});
    QTRY_COMPARE(answer.finished, 1);
    QCOMPARE(answer.failure, QString());
    QVERIFY(answer.inputs[0].body.size > 4'096);
    QCOMPARE(answer.inputs[0].body.view.picture.size(), QSize(400, 300));
    QCOMPARE(answer.steps[1].body.view.picture.width(), 40);
    preview.show(source, {{hash}}); // from the file, not from the server
    QTRY_COMPARE(answer.finished, 2);
    QCOMPARE(m_server->stats().requests, 1);
}

void PreviewEndTest::canLeaveAStepThatNeverEnds_data()
{
    QTest::addColumn<RecipeStep>("step");
    QTest::newRow("endless") << RecipeStep{QStringLiteral("jq"),
                                           {{QStringLiteral("program"), QStringLiteral("last(range(1e18))")}}};
    QTest::newRow("not to be isolated") << RecipeStep{hash.name, {{QStringLiteral("isolate"), false}}};
}

void PreviewEndTest::canLeaveAStepThatNeverEnds()
{
    QFETCH(RecipeStep, step);
    const auto large = m_folder.filePath(QStringLiteral("large.json"));
    QFile file(large);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("7 ") == 2);
    if (step.name == hash.name)
        QVERIFY(file.resize(qint64(2) << 30)); // a hole: some seconds of hashing
    file.close();
    QElapsedTimer clock;
    {
        RecipePreview preview(m_engine.get());
        Answer answer(&preview);
        preview.show({{}, large}, {{step}});
        QTRY_COMPARE(answer.inputs.size(), 1);
        const auto childWorks = [] { // whatever the recipe says
            QProcess tool;
            tool.start(QStringLiteral("pgrep"),
                       {QStringLiteral("-P"), QString::number(QCoreApplication::applicationPid()),
                        QStringLiteral("sluice-step")});
            return tool.waitForFinished() && tool.exitCode() == 0;
        };
        QTRY_VERIFY2(childWorks(), "no child process was seen by pgrep (of procps)");
        clock.start();
    }
    QVERIFY2(clock.elapsed() < 2'000, qPrintable(QString::number(clock.elapsed())));
}

void PreviewEndTest::canGoAtAnyMoment()
{
    QElapsedTimer clock;
    clock.start();
    { // before its thread has begun
        RecipePreview preview(m_engine.get());
    }
    { // before anything was asked for
        RecipePreview preview(m_engine.get());
        preview.show(at(QStringLiteral("/hang")), {{hash}});
    }
    { // in the middle of a fetch
        const auto before = m_server->stats().requests;
        RecipePreview preview(m_engine.get());
        preview.show(at(QStringLiteral("/hang?again")), {{hash}});
        QTRY_VERIFY(m_server->stats().requests > before);
    }
    const auto large = m_folder.filePath(QStringLiteral("large"));
    QFile file(large);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(qint64(2) << 30)); // a hole: some seconds of hashing
    {                                      // in the middle of a step
        RecipePreview preview(m_engine.get());
        Answer answer(&preview);
        preview.show({{}, large}, {{hash, hash, hash}});
        QTRY_COMPARE(answer.inputs.size(), 1);
    }
    QTRY_COMPARE(m_server->stats().inFlight, 0);
    QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
}

QTEST_MAIN(PreviewEndTest)
#include "tst_previewend.moc"
