#include "processing/steps/commandstep.h"

#include "processing/recipe.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

/// With programs that every system has, and jq as a worker.
class CommandStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void givesTheBodyToAProgram();
    void givesTheBodyAsAFile();
    void fillsInEachWord();
    void neverSeesAShell();
    void runsAShellThatIsAskedFor();
    void makesColumns();
    void seesOnlyTheNamedEnvironment();
    void failures_data();
    void failures();
    void floodingIsEnded();
    void stopsWhenCancelled();
    void asksAWorker();
    void aWorkerStays();
    void aWorkerMayRefuse();
    void aWorkerThatSaysTooMuchIsReplaced();
    void withoutABodyItGoesOnAsItIs();
    void theFileIsThereWhenItIsNamed();
    void aWorkerThatEndsIsReplaced();
    void refusesWhatDoesNotGoTogether_data();
    void refusesWhatDoesNotGoTogether();

private:
    Result<StepOutput> run(const QString &step, const StepInput &input, const CancelToken &token = {})
    {
        Recipe recipe;
        recipe.steps = {parseStep(step).value()};
        const auto steps = instantiate(recipe);
        if (!steps)
            return steps.error();
        return steps.value().front().step->run(input, {{}, m_folder->path()}, token);
    }
    QString errorOf(const QString &step, const StepInput &input = {{"abc"}})
    {
        const auto output = run(step, input);
        return output.failed() ? output.error().message : u"no error"_qs;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CommandStepTest::givesTheBodyToAProgram()
{
    const auto output = run(u"command run='tr a-z A-Z' content_type=text/plain"_qs, {{"a body"}});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, QByteArray("A BODY"));
    QCOMPARE(output.value().body.contentType, u"text/plain"_qs);
}

void CommandStepTest::givesTheBodyAsAFile()
{
    const auto output = run(u"command run='wc -c {file}' input=file output=columns"_qs, {{"four"}});
    QVERIFY(output);
    QVERIFY(output.value().columns.value(u"output"_qs).toString().startsWith(u"4 "_qs + m_folder->path()));
    QCOMPARE(output.value().body.isFile(), true); // handed on
    QVERIFY(QFile::exists(output.value().body.file));
}

void CommandStepTest::fillsInEachWord()
{
    StepInput input{{"x"}, {}, JobId(7), QUrl(u"https://example.org/a%20b/c.png?q={id}"_qs)};
    const auto output = run(u"command run='printf %s| {id} {url} {host} {name} {{id}} {other}' input=none"_qs, input);
    QVERIFY(output);
    QCOMPARE(QString::fromUtf8(output.value().body.data),
             u"7|https://example.org/a%20b/c.png?q=%7Bid%7D|example.org|c.png|{7}|{other}|"_qs);
}

void CommandStepTest::neverSeesAShell()
{
    StepInput input{{"x"}, {}, JobId(1), QUrl(u"https://example.org/$(touch%20hacked);`id`"_qs)};
    const auto output = run(u"command run='printf %s {url} ;id $HOME'"_qs, input);
    QVERIFY(output);
    QVERIFY(output.value().body.data.contains(";id$HOME"));
    QVERIFY(!QFile::exists(m_folder->filePath(u"hacked"_qs)));
}

void CommandStepTest::runsAShellThatIsAskedFor()
{
    StepInput input{{"b\na\n"}, {}, JobId(3), QUrl(u"https://example.org/;touch%20hacked"_qs)};
    const auto output = run(u"command shell='sort | tr -d \"\\n\"; echo \" $SLUICE_ID $SLUICE_URL\"'"_qs, input);
    QVERIFY(output);
    QCOMPARE(QString::fromUtf8(output.value().body.data), u"ab 3 https://example.org/;touch%20hacked\n"_qs);
    QVERIFY(!QFile::exists(m_folder->filePath(u"hacked"_qs)));
}

void CommandStepTest::makesColumns()
{
    const auto output = run(u"command run='jq -c {length:length,first:.[0]}' output=columns"_qs, {{"[5,6,7]"}});
    QVERIFY(output);
    QCOMPARE(output.value().columns, (QJsonObject{{u"length"_qs, 3}, {u"first"_qs, 5}}));
    QCOMPARE(output.value().body.data, QByteArray("[5,6,7]"));
}

void CommandStepTest::seesOnlyTheNamedEnvironment()
{
    qputenv("SLUICE_TEST_SEEN", "seen");
    qputenv("SLUICE_TEST_SECRET", "secret");
    const auto output = run(u"command run=env environment=PATH,SLUICE_TEST_SEEN,NOT_SET"_qs, {{"x"}});
    QVERIFY(output);
    QVERIFY(output.value().body.data.contains("SLUICE_TEST_SEEN=seen\n"));
    QVERIFY(!output.value().body.data.contains("SECRET"));
    QVERIFY(!output.value().body.data.contains("NOT_SET"));
}

void CommandStepTest::failures_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("missing") << u"command run=/nowhere/tool"_qs << u"the program /nowhere/tool is not there"_qs;
    QTest::newRow("code") << u"command run='sh -c \"echo wrong >&2; echo no such thing >&2; exit 3\"'"_qs
                          << u"sh ended with code 3: no such thing"_qs;
    QTest::newRow("another code is fine") << u"command run=false codes=0,1"_qs << u"no error"_qs;
    QTest::newRow("killed") << u"command shell='kill -9 $$'"_qs << u"/bin/sh was ended by signal 9 (Killed)"_qs;
    QTest::newRow("hangs") << u"command run='sleep 60' timeout=1"_qs << u"sleep was ended: it took longer than 1 s"_qs;
    QTest::newRow("hangs in silence") << u"command shell='exec >&-; exec sleep 60' timeout=1"_qs
                                      << u"/bin/sh was ended: it took longer than 1 s"_qs;
    QTest::newRow("worker missing") << u"command run=/nowhere/tool start=worker"_qs
                                    << u"the program /nowhere/tool is not there"_qs;
    QTest::newRow("worker ends") << u"command run='sh -c \"echo broken >&2; exit 2\"' start=worker"_qs
                                 << u"sh ended with code 2 instead of answering: broken"_qs;
    QTest::newRow("worker hangs") << u"command run='sleep 60' start=worker timeout=1"_qs
                                  << u"sleep was ended: no answer within 1 s"_qs;
    QTest::newRow("worker babbles") << u"command run='sh -c \"read x; echo hello\"' start=worker"_qs
                                    << u"the answer is not a JSON object: hello"_qs;
}

void CommandStepTest::failures()
{
    QFETCH(QString, step);
    QFETCH(QString, sentence);
    QCOMPARE(errorOf(step), sentence);
}

void CommandStepTest::floodingIsEnded()
{
    QCOMPARE(errorOf(u"command run=yes most=1"_qs), u"yes was ended: it wrote more than 1 MiB"_qs);
}

void CommandStepTest::stopsWhenCancelled()
{
    CancelSource source;
    source.cancel();
    QVERIFY(run(u"command run='sleep 60'"_qs, {{"x"}}, source.token()).cancelled());
    QVERIFY(run(u"command run='sleep 60' start=worker"_qs, {{"x"}}, source.token()).cancelled());
}

void CommandStepTest::asksAWorker()
{
    StepInput input{{"图"}, {{u"from_list"_qs, 4}}, JobId(9), QUrl(u"https://example.org/"_qs)};
    const auto output = run(u"command start=worker run='jq --unbuffered -c \"{columns: {id, n: .columns.from_list}, "
                            "body: (.body + .url)}\"'"_qs,
                            input);
    QVERIFY2(output, qPrintable(output.failed() ? output.error().message : QString()));
    QCOMPARE(output.value().columns, (QJsonObject{{u"id"_qs, 9}, {u"n"_qs, 4}}));
    QCOMPARE(QString::fromUtf8(output.value().body.data), u"图https://example.org/"_qs);

    const auto binary =
        run(u"command start=worker output=columns run='jq --unbuffered -c \"{columns: {file, body}}\"'"_qs,
            {{QByteArray("\xff\xfe\0x", 4)}});
    QVERIFY(binary);
    QVERIFY(binary.value().columns.value(u"file"_qs).toString().startsWith(m_folder->path()));
    QVERIFY(binary.value().columns.value(u"body"_qs).isNull());
}

void CommandStepTest::aWorkerStays()
{
    CommandStep::Settings settings;
    settings.run = {u"sh"_qs, u"-c"_qs, u"while read x; do echo '{\"columns\":{\"pid\":'$$'}}'; done"_qs};
    settings.worker = true;
    settings.output = CommandStep::Output::Columns;
    settings.variables = {u"PATH"_qs};
    const CommandStep step(settings);
    const auto first = step.run({{"a"}}, {{}, m_folder->path()}, {});
    const auto second = step.run({{"b"}}, {{}, m_folder->path()}, {});
    QVERIFY(first);
    QVERIFY(first.value().columns.value(u"pid"_qs).toInt() > 1);
    QCOMPARE(second.value().columns, first.value().columns);
}

void CommandStepTest::aWorkerMayRefuse()
{
    QCOMPARE(errorOf(u"command start=worker run='jq --unbuffered -c \"{error: .body}\"'"_qs, {{"too sour"}}),
             u"too sour"_qs);
}

void CommandStepTest::aWorkerThatSaysTooMuchIsReplaced()
{
    CommandStep::Settings settings;
    settings.run = {u"sh"_qs, u"-c"_qs, u"while read x; do printf '{\"columns\":{\"n\":1}}\\n{}\\n'; done"_qs};
    settings.worker = true;
    settings.variables = {u"PATH"_qs};
    const CommandStep step(settings);
    for (const auto *body : {"a", "b"}) { // or b would get what was said of a
        const auto output = step.run({{body}}, {{}, m_folder->path()}, {});
        QVERIFY(output.failed());
        QCOMPARE(output.error().message, u"sh answered with more than one line"_qs);
    }
}

void CommandStepTest::withoutABodyItGoesOnAsItIs()
{
    const auto output = run(u"command start=worker run='jq --unbuffered -c \"{columns: {n: 1}}\"'"_qs, {{"kept"}});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, QByteArray("kept"));
    QCOMPARE(output.value().columns, (QJsonObject{{u"n"_qs, 1}}));
}

void CommandStepTest::theFileIsThereWhenItIsNamed()
{
    const auto output = run(u"command run='cat {file}' output=columns"_qs, {{"in the file"}});
    QCOMPARE(output.value().columns.value(u"output"_qs).toString(), u"in the file"_qs);
    const auto shell = run(u"command shell='cat $SLUICE_FILE' output=columns"_qs, {{"in the file"}});
    QCOMPARE(shell.value().columns.value(u"output"_qs).toString(), u"in the file"_qs);
}

void CommandStepTest::aWorkerThatEndsIsReplaced()
{
    CommandStep::Settings settings;
    settings.run = {u"sh"_qs, u"-c"_qs, u"read x; echo '{}'"_qs}; // answers once
    settings.worker = true;
    settings.variables = {u"PATH"_qs};
    const CommandStep step(settings);
    QVERIFY(step.run({{"a"}}, {{}, m_folder->path()}, {}));
    QTest::qWait(50); // it ends by itself
    QVERIFY(step.run({{"b"}}, {{}, m_folder->path()}, {}));
}

void CommandStepTest::refusesWhatDoesNotGoTogether_data()
{
    QTest::addColumn<QString>("step");
    QTest::newRow("nothing") << u"command"_qs;
    QTest::newRow("both") << u"command run=cat shell=cat"_qs;
    QTest::newRow("codes") << u"command run=cat codes=no"_qs;
    QTest::newRow("negative code") << u"command run=cat codes=-1"_qs;
    QTest::newRow("worker with a file") << u"command start=worker run='cat {file}'"_qs;
    QTest::newRow("worker with an address") << u"command start=worker shell='echo $SLUICE_URL'"_qs;
    QTest::newRow("no code") << u"command run=cat codes=''"_qs;
}

void CommandStepTest::refusesWhatDoesNotGoTogether()
{
    QFETCH(QString, step);
    Recipe recipe;
    recipe.steps = {parseStep(step).value()};
    const auto steps = instantiate(recipe);
    QVERIFY(steps.failed());
    QCOMPARE(steps.error().kind, ErrorKind::Input);
    QVERIFY(steps.error().message.startsWith(u"command: "_qs));
}

QTEST_GUILESS_MAIN(CommandStepTest)
#include "tst_commandstep.moc"
