#include "jqhelp.h"
#include "processing/stepregistry.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace sluice;
using namespace sluice::test;

class JqRefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failsWhereJqFails_data();
    void failsWhereJqFails();
    void convertsEveryDepthItAllows();
    void refusesPrograms_data();
    void refusesPrograms();
    void refusesInvalidUtf8_data();
    void refusesInvalidUtf8();
    void refusesBodies_data();
    void refusesBodies();
    void noticesWhatTheProgramCatches();
    void refusesHugeFiles();
    void stopsAtTooManyResults_data();
    void stopsAtTooManyResults();
    void acceptsAProgramThatLoopsForEver();
    void runsOnAfterFailures();
    void cancelledBefore();
    void cancelledMeanwhile();

private:
    QTemporaryDir m_folder;
};

void JqRefusalsTest::failsWhereJqFails_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("sentence");

    const auto row = [](const char *name, const char *program, const QByteArray &json, const QString &sentence) {
        QTest::newRow(name) << QString::fromUtf8(program) << json << sentence;
    };
    row("wrong type", ".a", "[1]", u"the program failed: Cannot index array with string \"a\""_qs);
    row("own error", "error(\"no price\")", "1", u"the program failed: no price"_qs);
    row("error of another kind", "error({code: 7})", "1", u"the program failed: {\"code\":7}"_qs);
    row("several lines", "error(\"a\\nb\")", "1", u"the program failed: a␊b"_qs);
    row("after a result", "1, error(\"late\")", "1", u"the program failed: late"_qs);
    row("at the second input", ".a", R"({"a":1} [2])", u"the program failed: Cannot index array with string \"a\""_qs);
    row("no more inputs", "input", "1",
        u"the program failed: break (so says “input” when there is no further JSON)"_qs);
    row("halt_error", "\"gone\\n\" | halt_error", "1", u"the program halted: gone␊"_qs);
    row("halt_error with JSON", "{a: 1} | halt_error(3)", "1", u"the program halted: {\"a\":1}"_qs);
    row("truncated object", ".", R"({"a":1)",
        u"the body is not valid JSON: Unfinished JSON term at EOF at line 1, column 6"_qs);
    row("truncated string", ".", "[\"a",
        u"the body is not valid JSON: Unfinished string at EOF at line 1, column 3"_qs);
    row("truncated word", ".", "tru", u"the body is not valid JSON: Invalid literal at EOF at line 1, column 3"_qs);
    row("half a surrogate pair", ".", R"(["\ud800"])",
        u"the body is not valid JSON: Invalid \\uXXXX\\uXXXX surrogate pair escape at line 1, column 9"_qs);
    row("half of two", ".", "1 {", u"the body is not valid JSON: Unfinished JSON term at EOF at line 1, column 3"_qs);
    row("HTML", ".", "<html>", u"the body is not valid JSON: Invalid numeric literal at EOF at line 1, column 6"_qs);
    row("too deep", ".", QByteArray(100'000, '['),
        u"the body is not valid JSON: Exceeds depth limit for parsing at line 1, column 257"_qs);
    row("objects too deep", ".", QByteArray("{\"a\":").repeated(100'000),
        u"the body is not valid JSON: Exceeds depth limit for parsing at line 1, column 641"_qs);
}

void JqRefusalsTest::failsWhereJqFails()
{
    QFETCH(QString, program);
    QFETCH(QByteArray, json);
    QFETCH(QString, sentence);
    QVERIFY(jqProcess(program, json).exitCode != 0);
    QCOMPARE(failure(jq(program, json)), sentence);
    QCOMPARE(failure(jq(program, json, true)), sentence);
}

void JqRefusalsTest::convertsEveryDepthItAllows()
{
    for (const auto *form : {"reduce range(%1) as $i (0; [.])", "reduce range(%1) as $i (0; {a: .})"}) {
        const auto program = QString::fromLatin1(form);
        for (const bool toBody : {false, true}) {
            QVERIFY(jq(program.arg(500), "null", toBody));
            const auto sentence = u"a result is nested deeper than 500 levels"_qs;
            QCOMPARE(failure(jq(program.arg(501), "null", toBody)), sentence);
            QCOMPARE(failure(jq(program.arg(20'000), "null", toBody)), sentence);
        }
    }
}

void JqRefusalsTest::refusesPrograms_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("sentence");

    const auto mistake = u"jq: the program has a mistake in line %1, “%2”: %3."_qs;
    QTest::newRow("syntax") << u".a b"_qs
                            << mistake.arg(u"1"_qs, u".a b"_qs,
                                           u"syntax error, unexpected IDENT, expecting the end of the program"_qs);
    QTest::newRow("unfinished") << u"{a: 1"_qs
                                << mistake.arg(u"1"_qs, u"{a: 1"_qs,
                                               u"syntax error, unexpected the end of the program, expecting '}'"_qs);
    QTest::newRow("unknown function") << u".a |\n  foo(1) |\n$x"_qs
                                      << mistake.arg(u"2"_qs, u"foo(1) |"_qs, u"foo/1 is not defined"_qs);
    QTest::newRow("import") << u"import \"a\" as a; 1"_qs
                            << mistake.arg(u"1"_qs, u"import \"a\" as a; 1"_qs, u"syntax error, unexpected import"_qs) +
                                   u" Modules cannot be loaded here: put their functions into the program."_qs;
    QTest::newRow("include") << u"\ninclude \"a\"; 1"_qs
                             << mistake.arg(u"2"_qs, u"include \"a\"; 1"_qs, u"syntax error, unexpected include"_qs) +
                                    u" Modules cannot be loaded here: put their functions into the program."_qs;
    QTest::newRow("NUL") << u"1"_qs + QChar(0) + u"2"_qs << u"jq: the program holds a NUL character."_qs;
    QTest::newRow("too long") << u"1+"_qs.repeated(40'000) + u'1' << u"jq: the program is longer than 64 KiB."_qs;
    QTest::newRow("too many brackets") << QString(30'000, u'[') + QString(30'000, u']')
                                       << mistake.arg(u"1"_qs, QString(99, u'[') + u'…', u"memory exhausted"_qs);
}

void JqRefusalsTest::refusesPrograms()
{
    QFETCH(QString, program);
    QFETCH(QString, sentence);
    const auto kind = stepKind(u"jq"_qs);
    QVERIFY(kind);
    const auto step =
        kind.value()->make({{u"program"_qs, program}, {u"to"_qs, u"columns"_qs}, {u"column"_qs, u"jq"_qs}});
    QVERIFY(step.failed());
    QCOMPARE(step.error().message, sentence);
    QCOMPARE(step.error().kind, ErrorKind::Input);
}

void JqRefusalsTest::refusesInvalidUtf8_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("offset");

    QTest::newRow("Latin-1") << QByteArray("{\"a\":\"\xE4\"}") << 6;
    QTest::newRow("after good text") << QByteArray("\"ä€😀\xFF\"") << 10;
    QTest::newRow("cut short at the end") << QByteArray("\"\xE2\x82") << 1;
    QTest::newRow("overlong") << QByteArray("\"\xC0\xAF\"") << 1;
    QTest::newRow("surrogate") << QByteArray("\"\xED\xA0\x80\"") << 1;
    QTest::newRow("beyond Unicode") << QByteArray("\"\xF4\x90\x80\x80\"") << 1;
    QTest::newRow("lonely continuation") << QByteArray("1 \x80") << 2;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE[\0]\0", 6) << 0;
    QTest::newRow("late") << "\"" + QByteArray("é").repeated(100'000) + "\xFE\"" << 200'001;
}

void JqRefusalsTest::refusesInvalidUtf8()
{
    QFETCH(QByteArray, json);
    QFETCH(int, offset);
    QCOMPARE(failure(jq(u"."_qs, json)), u"the body is not valid UTF-8 at byte %1"_qs.arg(offset));
}

void JqRefusalsTest::refusesBodies_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("empty") << QByteArray() << u"there is no JSON in the body"_qs;
    QTest::newRow("white space") << QByteArray(" \r\n\t") << u"there is no JSON in the body"_qs;
    const auto nul = u"the body is not valid JSON: there is a NUL at byte %1"_qs;
    QTest::newRow("NUL bytes") << QByteArray(8, '\0') << nul.arg(0);
    QTest::newRow("NUL behind a number") << QByteArray("1\0", 2) << nul.arg(1);
}

void JqRefusalsTest::refusesBodies()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, sentence);
    QCOMPARE(failure(jq(u"."_qs, json)), sentence);
    QCOMPARE(failure(jq(u"."_qs, json, true)), sentence);
}

void JqRefusalsTest::noticesWhatTheProgramCatches()
{
    // the program goes on without what it could not read; the body is broken all the same
    QCOMPARE(failure(jq(u"[., (try input catch 7)]"_qs, "1 {")),
             u"the body is not valid JSON: Unfinished JSON term at EOF at line 1, column 3"_qs);
}

void JqRefusalsTest::refusesHugeFiles()
{
    QFile sparse(m_folder.filePath(u"sparse"_qs));
    QVERIFY(sparse.open(QIODevice::WriteOnly));
    QVERIFY(sparse.resize(qint64(300) << 20));
    const auto output = stepOf(u"."_qs, false)->run({{{}, sparse.fileName()}}, {}, {});
    QCOMPARE(failure(output), u"the body is larger than 256 MiB"_qs);
}

void JqRefusalsTest::stopsAtTooManyResults_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<bool>("toBody");
    QTest::addColumn<QString>("sentence");

    const auto columns = u"the columns would hold more than 1 MiB"_qs;
    QTest::newRow("for ever") << u"repeat(1)"_qs << false << columns;
    QTest::newRow("one long text") << u"\"x\" * 2000000"_qs << false << columns;
    QTest::newRow("long keys") << u"{(\"x\" * 2000000): 1}"_qs << false << columns;
    QTest::newRow("one large array") << u"[range(100000)]"_qs << false << columns;
    QTest::newRow("many columns") << u"[range(1001) | {(tostring): .}] | add"_qs << false
                                  << u"the result has 1001 keys, but a step adds at most 1000 columns; wrap it, as in "
                                     u"{all: .}"_qs;
    QTest::newRow("a body for ever") << u"(\"x\" * 1000000) as $x | repeat($x)"_qs << true
                                     << u"the results come to more than 256 MiB"_qs;
}

void JqRefusalsTest::stopsAtTooManyResults()
{
    QFETCH(QString, program);
    QFETCH(bool, toBody);
    QFETCH(QString, sentence);
    QCOMPARE(failure(jq(program, "null", toBody)), sentence);
}

void JqRefusalsTest::acceptsAProgramThatLoopsForEver()
{
    // only a child process can end them: they are not run here
    for (const auto &program : {u"def f: f; f"_qs, u"last(repeat(1))"_qs, u"[repeat(.)]"_qs})
        QVERIFY(JqStep::create(program, {}));
    QCOMPARE(jqStepKind().isolation, StepKind::Isolation::Always);
}

void JqRefusalsTest::runsOnAfterFailures()
{
    const auto step = stepOf(u"if . == 1 then error(\"one\") elif . == 2 then halt elif . == 3 then repeat(.) elif . "
                             u"== 5 then (\"five\" | halt_error) "
                             "else [., (.a)?, (try input catch \"alone\")] end"_qs,
                             false);
    for (const char *bad : {"1", "2", "3", "5", "5 5", "{", "", "[[", "1 1", "4 ["}) {
        (void)step->run({{bad}}, {}, {});
        const auto good = step->run({{"4"}}, {}, {});
        QVERIFY2(good, bad);
        QCOMPARE(good.value().columns.value(u"jq"_qs).toArray().last(), QJsonValue(u"alone"_qs));
        QCOMPARE(good.value().columns.value(u"jq"_qs).toArray().first(), QJsonValue(4));
    }
}

void JqRefusalsTest::cancelledBefore()
{
    CancelSource source;
    source.cancel();
    QVERIFY(stepOf(u"."_qs, false)->run({{"1"}}, {}, source.token()).cancelled());
}

void JqRefusalsTest::cancelledMeanwhile()
{
    CancelSource source;
    bool cancelled = false;
    // a result each time, but nothing to keep: only cancelling ends it before minutes are over
    const auto step = stepOf(u"empty"_qs, false);
    const QByteArray json("1 ", 2);
    const auto many = json.repeated(60'000'000);
    std::thread worker([&] { cancelled = step->run({{many}}, {}, source.token()).cancelled(); });
    source.cancel();
    worker.join();
    QVERIFY(cancelled);
}

QTEST_GUILESS_MAIN(JqRefusalsTest)
#include "tst_jqrefusals.moc"
