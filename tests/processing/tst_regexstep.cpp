#include "processing/steps/regexstep.h"

#include "processing/stepregistry.h"
#include "toolrun.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace sluice;
using namespace sluice::test;

class RegexStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesColumns_data();
    void makesColumns();
    void agreesWithPython_data();
    void agreesWithPython();
    void decodes_data();
    void decodes();
    void mayRequireAMatch();
    void refusesPatterns_data();
    void refusesPatterns();
    void givesCostlyPatternsUp_data();
    void givesCostlyPatternsUp();
    void needsNoStackForLongMatches();
    void boundsItsResults_data();
    void boundsItsResults();
    void refusesNulBytes();
    void refusesHugeFiles();
    void runsOnSeveralThreads();
    void cancelled();

private:
    QTemporaryDir m_folder;
};

static std::shared_ptr<const Step> stepOf(const RegexStep::Settings &settings)
{
    auto step = RegexStep::create(settings);
    if (!step)
        qFatal("%s", qPrintable(step.error().message));
    return step.value();
}

static Result<StepOutput> search(const RegexStep::Settings &settings, const Body &body)
{
    return stepOf(settings)->run({body}, {}, {});
}

static QString failure(const Result<StepOutput> &output)
{
    if (!output.failed())
        return u"it did not fail"_qs;
    return output.error().kind == ErrorKind::Step ? output.error().message : u"another kind of error"_qs;
}

void RegexStepTest::makesColumns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("ignoreCase");
    QTest::addColumn<bool>("all");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("columns");

    const auto row = [](const char *name, const char *pattern, bool ignoreCase, bool all, const char *text,
                        const char *columns) {
        QTest::newRow(name) << QString::fromUtf8(pattern) << ignoreCase << all << QByteArray(text)
                            << QByteArray(columns);
    };
    row("whole match", "b+", false, false, "abba", R"({"match":"bb"})");
    row("numbered groups name nothing", "<(b+)>", false, false, "<b>", R"({"match":"<b>"})");
    row("named groups", "(?<key>\\w+)=(?<value>\\d+)", false, false, "a=1 b=2", R"({"key":"a","value":"1"})");
    row("no match", "(?<key>x)(?<other>y)", false, false, "a", R"({"key":null,"other":null})");
    row("no match, whole", "x", false, false, "a", R"({"match":null})");
    row("a group that took no part", "(?<a>a)|(?<b>b)", false, false, "b", R"({"a":null,"b":"b"})");
    row("an empty group is not null", "(?<a>x*)y", false, false, "y", R"({"a":""})");
    row("case", "AB", false, false, "ab", R"({"match":null})");
    row("case ignored", "ÄB", true, false, "äb", R"({"match":"äb"})");
    row("all", "\\d+", false, true, "1 22 x 333", R"({"match":["1","22","333"],"match_count":3})");
    row("all, named", "(?<k>\\w)=(?<v>\\d)?", false, true, "a=1 b= c=3",
        R"({"k":["a","b","c"],"v":["1",null,"3"],"match_count":3})");
    row("all, none", "(?<k>x)", false, true, "abc", R"({"k":[],"match_count":0})");
    row("all, empty matches", "x*", false, true, "axb", R"({"match":["","x","",""],"match_count":4})");
    row("letters of all scripts", "^\\w+$", false, false, "Größeδж", R"({"match":"Größeδж"})");
    row("beyond the first plane", "^.$", false, false, "😀", R"({"match":"😀"})");
    row("inline options", "(?s)a.b", false, false, "a\nb", R"({"match":"a\nb"})");
    row("one name for two groups", "(?J)(?<n>a)|(?<n>b)", false, true, "ab", R"({"n":["a","b"],"match_count":2})");
    row("empty body", "^$", false, false, "", R"({"match":""})");
}

void RegexStepTest::makesColumns()
{
    QFETCH(QString, pattern);
    QFETCH(bool, ignoreCase);
    QFETCH(bool, all);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, columns);
    const auto output = search({pattern, ignoreCase, all}, {text});
    QVERIFY2(output, qPrintable(failure(output)));
    QCOMPARE(output.value().columns, QJsonDocument::fromJson(columns).object());
    QCOMPARE(output.value().body.data, text);
}

void RegexStepTest::agreesWithPython_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"\\b[a-z0-9]+(?=,)", "\\d{2,4}", "(?m)^\\w+$", "[^\\s,]+@[a-z]+\\.(?:org|com)",
                                "(.)\\1", "\\bé\\w*", "https?://[^\\s\"<>]+", "\"(?:[^\"\\\\]|\\\\.)*\""})
        QTest::newRow(pattern) << QString::fromUtf8(pattern);
}

void RegexStepTest::agreesWithPython()
{
    QFETCH(QString, pattern);
    QByteArray text;
    for (int i = 0; i < 300; ++i) {
        text += "item" + QByteArray::number(i * 7919) + ", été éa \"quoted \\\"" + QByteArray::number(i) +
                "\" http://example.org/" + QByteArray::number(i) + "?q=aa a.b" + QByteArray::number(i) +
                "@mail.org\nword\n";
    }
    const auto program = u"import re,sys,json;t=sys.stdin.buffer.read().decode();"
                         "print(json.dumps([m.group(0) for m in re.finditer(sys.argv[1],t)]))"_qs;
    const auto expected = QJsonDocument::fromJson(outputOf(u"python3"_qs, {u"-c"_qs, program, pattern}, text)).array();
    QVERIFY(!expected.isEmpty());
    const auto output = search({pattern, false, true}, {text});
    QVERIFY2(output, qPrintable(failure(output)));
    QCOMPARE(output.value().columns.value(u"match"_qs).toArray(), expected);
    QCOMPARE(output.value().columns.value(u"match_count"_qs).toInt(), expected.size());
}

void RegexStepTest::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("text");

    QTest::newRow("UTF-8") << QByteArray("größe") << QString() << u"größe"_qs;
    QTest::newRow("Latin-1") << QByteArray("gr\xF6\xDF"
                                           "e")
                             << u"text/html; charset=ISO-8859-1"_qs << u"größe"_qs;
    QTest::newRow("quoted") << QByteArray("\xE4") << u"text/html;version=1; Charset=\"iso-8859-1\""_qs << u"ä"_qs;
    QTest::newRow("UTF-16") << QByteArray("\xE4\0b\0", 4) << u"text/plain; charset=utf-16le"_qs << u"äb"_qs;
    QTest::newRow("a byte order mark wins")
        << QByteArray("\xFF\xFE\xE4\0", 4) << u"text/plain; charset=utf-8"_qs << u"ä"_qs;
    QTest::newRow("UTF-8 with byte order mark") << QByteArray("\xEF\xBB\xBFä") << QString() << u"ä"_qs;
    QTest::newRow("unknown charset") << QByteArray("ä") << u"text/plain; charset=klingon"_qs << u"ä"_qs;
    QTest::newRow("not what it says") << QByteArray("a\xE4"
                                                    "b")
                                      << u"text/plain; charset=utf-8"_qs << u"a\uFFFDb"_qs;
    QTest::newRow("single surrogate") << QByteArray("a\0\0\xD8", 4) << u"text/plain; charset=utf-16le"_qs
                                      << u"a\uFFFD"_qs;
}

void RegexStepTest::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, contentType);
    QFETCH(QString, text);
    const auto output = search({u"^.*$"_qs}, {bytes, {}, contentType});
    QVERIFY2(output, qPrintable(failure(output)));
    QCOMPARE(output.value().columns.value(u"match"_qs).toString(), text);
}

void RegexStepTest::mayRequireAMatch()
{
    const RegexStep::Settings settings{u"pri(c)e"_qs, false, false, true};
    QVERIFY(search(settings, {"the price"}));
    QCOMPARE(failure(search(settings, {"nothing"})), u"the pattern “pri(c)e” does not match"_qs);
    QCOMPARE(failure(search(settings, {""})), u"the pattern “pri(c)e” does not match"_qs);
}

void RegexStepTest::refusesPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("sentence");

    const auto sentence = u"regex: the pattern “%1” is not valid at character %2: %3."_qs;
    QTest::newRow("open group") << u"(a"_qs << sentence.arg(u"(a"_qs, u"2"_qs, u"missing closing parenthesis"_qs);
    QTest::newRow("nothing to repeat") << u"a(+)"_qs
                                       << sentence.arg(u"a(+)"_qs, u"3"_qs,
                                                       u"quantifier does not follow a repeatable item"_qs);
    QTest::newRow("open class") << u"[a-"_qs
                                << sentence.arg(u"[a-"_qs, u"3"_qs, u"missing terminating ] for character class"_qs);
}

void RegexStepTest::refusesPatterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, sentence);
    const auto kind = stepKind(u"regex"_qs);
    QVERIFY(kind);
    const auto step = kind.value()->make({{u"pattern"_qs, pattern}});
    QVERIFY(step.failed());
    QCOMPARE(step.error().message, sentence);
    QCOMPARE(step.error().kind, ErrorKind::Input);
}

void RegexStepTest::givesCostlyPatternsUp_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("all");

    for (const char *pattern : {"(a+)+$", "(a|aa)+$", "(a|a?)+$", "([a-z]+)*$", "(\\w+\\s?)*$", "(?<x>(a+)+)$"}) {
        for (const bool all : {false, true})
            QTest::addRow("%s%s", pattern, all ? " all" : "") << QString::fromLatin1(pattern) << all;
    }
}

void RegexStepTest::givesCostlyPatternsUp()
{
    QFETCH(QString, pattern);
    QFETCH(bool, all);
    QElapsedTimer clock;
    clock.start();
    const auto output = search({pattern, false, all}, {QByteArray(100'000, 'a') + "!"});
    QCOMPARE(failure(output), u"the pattern “%1” takes more than ten million steps at one place of this body; "
                              u"repetitions within repetitions, as in (a+)+, cost most"_qs.arg(pattern));
    QVERIFY(clock.elapsed() < 30'000); // a second at most, on a machine with nothing else to do
}

void RegexStepTest::needsNoStackForLongMatches()
{
    // PCRE's compiled code has half a mebibyte of stack
    const auto text = '"' + QByteArray("ab\\\"").repeated(200'000) + '"';
    for (const bool all : {false, true}) {
        const auto output = search({u"\"(?<text>(?:[^\"\\\\]|\\\\.)*)\""_qs, false, all}, {text});
        QVERIFY2(output, qPrintable(failure(output)));
        const auto column = output.value().columns.value(u"text"_qs);
        QCOMPARE((all ? column.toArray().first() : column).toString().size(), text.size() - 2);
    }
}

void RegexStepTest::boundsItsResults_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("all");

    QTest::newRow("many matches") << u"a"_qs << true;
    QTest::newRow("many empty matches") << u"b*"_qs << true;
    QTest::newRow("one long match") << u"a+"_qs << false;
}

void RegexStepTest::boundsItsResults()
{
    QFETCH(QString, pattern);
    QFETCH(bool, all);
    const auto output = search({pattern, false, all}, {QByteArray(2'000'000, 'a')});
    QCOMPARE(failure(output), u"the columns would hold more than 1 MiB"_qs);
}

void RegexStepTest::refusesNulBytes()
{
    QCOMPARE(failure(search({u"b"_qs}, {QByteArray("a\0b", 3)})), u"the body is binary data, not text"_qs);
}

void RegexStepTest::refusesHugeFiles()
{
    QFile sparse(m_folder.filePath(u"sparse"_qs));
    QVERIFY(sparse.open(QIODevice::WriteOnly));
    QVERIFY(sparse.resize(qint64(300) << 20));
    QCOMPARE(failure(search({u"a"_qs}, {{}, sparse.fileName()})), u"the body is larger than 64 MiB"_qs);
}

void RegexStepTest::runsOnSeveralThreads()
{
    const auto step = stepOf({u"(?<n>\\d+)-(?<again>\\g{n})"_qs});
    std::atomic<int> wrong = 0;
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 500; ++i) {
                const auto number = QString::number(thread * 1000 + i);
                const auto output = step->run({{QStringLiteral("x %1-%1 y").arg(number).toUtf8()}}, {}, {});
                if (!output || output.value().columns.value(u"n"_qs) != number)
                    ++wrong;
            }
        });
    }
    threads.clear();
    QCOMPARE(wrong.load(), 0);
}

void RegexStepTest::cancelled()
{
    CancelSource source;
    source.cancel();
    QVERIFY(stepOf({u"a"_qs, false, true})->run({{"aaa"}}, {}, source.token()).cancelled());
}

QTEST_GUILESS_MAIN(RegexStepTest)
#include "tst_regexstep.moc"
