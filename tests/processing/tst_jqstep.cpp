#include "jqhelp.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <atomic>
#include <limits>
#include <thread>

using namespace sluice;
using namespace sluice::test;

class JqStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithJq_data();
    void agreesWithJq();
    void makesColumns_data();
    void makesColumns();
    void convertsNumbers();
    void handsOnTheBodyUnlessItIsReplaced();
    void seesNothingButTheBody_data();
    void seesNothingButTheBody();
    void runsOnSeveralThreads();
    void costsLittleOnTinyBodies();
};

void JqStepTest::agreesWithJq_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("json");

    const QByteArray table = R"({"items":[{"id":1,"name":"a","tags":["x","y"],"price":1.5},
        {"id":2,"name":"ä€😀","tags":[],"price":-0.1},{"id":3,"name":null,"tags":["z"],"price":1e300}],"next":null})";
    const char *programs[] = {
        ".",
        ".items",
        ".items[]",
        ".items[].name",
        ".items[] | {id, name}",
        ".items | map(.price) | add",
        ".items[] | select(.price > 0) | .id",
        "[.items[].tags[]] | join(\",\")",
        "{count: (.items | length), last: .items[-1]}",
        "empty",
        ".missing",
        ".items | map({(.id | tostring): .name}) | add",
        "def twice: . * 2; [.items[].id | twice]",
        ".items[] as {id: $i, tags: [$t]} | [$i, $t]",
        "[paths]",
        "[limit(2; .items[])]",
        "reduce .items[] as $x (0; . + $x.id)",
        ".items | group_by(.tags | length) | map(length)",
        "tojson",
        "@base64 \"\\(.items[1].name)\"",
        "[.items[] | .name // \"none\" | test(\"^n\")]",
        "first(range(10; 20))",
        "[range(5)] | .[1:3]",
        "{\"z\": 1, \"a\": 2, \"M\": 3}",
        "nan, infinite, -infinite, 1e1000, 0.1 + 0.2, 3.0, 100000000000000000000",
        "\"\\u0000\\ud83d\\ude00\\n\\u2028\"",
        ".items | sort_by(-.id) | .[0] # the largest",
        "1, 2 | ., 10",
        "try error(\"x\") catch .",
        "error(null)",
        ".items[0] | debug | stderr | .id",
        "label $out | .items[] | if .id == 2 then ., break $out else . end",
        "$__loc__",
        "1, halt, 2",
    };
    for (const auto *program : programs)
        QTest::addRow("table: %s", program) << QString::fromUtf8(program) << table;

    const std::pair<const char *, QByteArray> several[] = {
        {"lines", "1\n2\n3\n"},
        {"no spaces", R"({"a":1}{"a":2}[]"x"null)"},
        {"odd spaces", " \r\n\t 1 \n\n true "},
        {"byte order mark", "\xEF\xBB\xBF[1,2]"},
        {"not a number", "[nan, NaN, 1]"},
        {"escapes", R"(["\u00e4\ud83d\ude00\/\b\f\u0000"])"},
        {"numbers", "[0, -0, 1.0, 1e5, 1E-7, 12345678901234567890, 1e999, 0.30000000000000004]"},
        {"256 levels", QByteArray(256, '[') + QByteArray(256, ']')},
        {"duplicate keys", R"({"a":1,"a":2})"},
    };
    for (const auto &[name, json] : several) {
        for (const char *program : {".", "[.]", "., input", "[., inputs] | length", "type"})
            QTest::addRow("%s: %s", name, program) << QString::fromUtf8(program) << json;
    }
}

void JqStepTest::agreesWithJq()
{
    QFETCH(QString, program);
    QFETCH(QByteArray, json);
    const auto expected = jqProcess(program, json);
    if (program.contains(u"input") && expected.exitCode != 0)
        return; // an odd number of inputs: see failsWhereJqFails
    QCOMPARE(expected.exitCode, 0);

    const auto lines = jq(program, json, true);
    QVERIFY2(lines, qPrintable(failure(lines)));
    QCOMPARE(lines.value().body.data, expected.output);
    QCOMPARE(lines.value().body.contentType, u"application/json"_qs);
    QVERIFY(lines.value().columns.isEmpty());

    QJsonArray values;
    const auto texts = expected.output.split('\n');
    for (qsizetype i = 0; i + 1 < texts.size(); ++i) {
        const auto document = QJsonDocument::fromJson("[" + texts[i] + "]");
        QVERIFY(!document.isNull());
        values.append(document.array().first());
    }
    QJsonObject columns;
    if (values.size() == 1 && values.first().isObject())
        columns = values.first().toObject();
    else if (values.size() == 1)
        columns.insert(u"jq"_qs, values.first());
    else if (!values.isEmpty())
        columns.insert(u"jq"_qs, values);
    const auto output = jq(program, json);
    QVERIFY2(output, qPrintable(failure(output)));
    QCOMPARE(output.value().columns, columns);
}

void JqStepTest::makesColumns_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QByteArray>("columns");

    QTest::newRow("object") << u"{id: 7, deep: {a: [1]}}"_qs << u"c"_qs << QByteArray(R"({"id":7,"deep":{"a":[1]}})");
    QTest::newRow("empty object") << u"{}"_qs << u"c"_qs << QByteArray("{}");
    QTest::newRow("number") << u"1.5"_qs << u"c"_qs << QByteArray(R"({"c":1.5})");
    QTest::newRow("null") << u"null"_qs << u"price"_qs << QByteArray(R"({"price":null})");
    QTest::newRow("array") << u"[1, [2]]"_qs << u"c"_qs << QByteArray(R"({"c":[1,[2]]})");
    QTest::newRow("several") << u"1, \"a\", true"_qs << u"c"_qs << QByteArray(R"({"c":[1,"a",true]})");
    QTest::newRow("several objects") << u"{a: 1}, {a: 2}"_qs << u"c"_qs << QByteArray(R"({"c":[{"a":1},{"a":2}]})");
    QTest::newRow("none") << u"empty"_qs << u"c"_qs << QByteArray("{}");
}

void JqStepTest::makesColumns()
{
    QFETCH(QString, program);
    QFETCH(QString, column);
    QFETCH(QByteArray, columns);
    const auto output = stepOf(program, false, column)->run({{"null"}}, {}, {});
    QVERIFY2(output, qPrintable(failure(output)));
    QCOMPARE(output.value().columns, QJsonDocument::fromJson(columns).object());
}

void JqStepTest::convertsNumbers()
{
    const auto output = jq(u"[nan, infinite, -infinite, 9007199254740993, 1e-320]"_qs, "null");
    QVERIFY(output);
    const auto numbers = output.value().columns.value(u"jq"_qs).toArray();
    QCOMPARE(numbers.at(0), QJsonValue());
    QCOMPARE(numbers.at(1).toDouble(), std::numeric_limits<double>::max());
    QCOMPARE(numbers.at(2).toDouble(), -std::numeric_limits<double>::max());
    QCOMPARE(numbers.at(3).toInteger(), 9007199254740992); // a double
    QCOMPARE(numbers.at(4).toDouble(), 1e-320);
}

void JqStepTest::handsOnTheBodyUnlessItIsReplaced()
{
    const Body body{"[1]", {}, u"application/problem+json"_qs};
    const auto columns = stepOf(u".[0]"_qs, false);
    QVERIFY(!columns->changesBody());
    const auto same = columns->run({body}, {}, {});
    QVERIFY(same);
    QCOMPARE(same.value().body.data, body.data);
    QCOMPARE(same.value().body.contentType, body.contentType);

    const auto lines = stepOf(u".[], empty"_qs, true);
    QVERIFY(lines->changesBody());
    QCOMPARE(lines->run({body}, {}, {}).value().body.data, QByteArray("1\n"));
    QCOMPARE(lines->run({{"[]"}}, {}, {}).value().body.data, QByteArray());
}

void JqStepTest::seesNothingButTheBody_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("result");

    QTest::newRow("$ENV") << u"$ENV"_qs << QByteArray("{}\n");
    QTest::newRow("env") << u"env"_qs << QByteArray("{}\n");
    QTest::newRow("inside functions") << u"def f: $ENV, env; f"_qs << QByteArray("{}\n{}\n");
    QTest::newRow("inside strings") << u"\"\\($ENV.PATH)\""_qs << QByteArray("\"null\"\n");
    QTest::newRow("modulemeta") << u"try (\"a\" | modulemeta) catch ."_qs
                                << QByteArray("\"modules cannot be loaded here\"\n");
    QTest::newRow("search list") << u"[get_search_list?]"_qs << QByteArray("[]\n");
    QTest::newRow("file name") << u"input_filename"_qs << QByteArray("null\n");
}

void JqStepTest::seesNothingButTheBody()
{
    QFETCH(QString, program);
    QFETCH(QByteArray, result);
    const auto output = jq(program, "null", true);
    QVERIFY2(output, qPrintable(failure(output)));
    QCOMPARE(output.value().body.data, result);
}

void JqStepTest::runsOnSeveralThreads()
{
    const auto step = stepOf(u"{sum: (.n | add), text: (.n | map(tostring) | join(\"-\"))}"_qs, false);
    std::atomic<int> wrong = 0;
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 500; ++i) {
                const auto json = QStringLiteral("{\"n\":[%1,%2]}").arg(thread).arg(i).toUtf8();
                const auto output = step->run({{json}}, {}, {});
                const QJsonObject expected{{u"sum"_qs, thread + i}, {u"text"_qs, u"%1-%2"_qs.arg(thread).arg(i)}};
                if (!output || output.value().columns != expected)
                    ++wrong;
            }
        });
    }
    threads.clear();
    QCOMPARE(wrong.load(), 0);
}

void JqStepTest::costsLittleOnTinyBodies()
{
    const auto step = stepOf(u"{id, name, city: .address.city}"_qs, false);
    const Body body{R"({"id":12345,"name":"Ada Lovelace","address":{"city":"London","zip":"W1"},"tags":["a","b"]})"};
    const auto round = [&] {
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 2000; ++i) {
            if (!step->run({body}, {}, {}))
                return 1e9;
        }
        return static_cast<double>(clock.nsecsElapsed()) / 2000 / 1000;
    };
    double best = round();
    for (int i = 0; i < 9; ++i)
        best = std::min(best, round());
    qInfo("%.1f µs per body", best);
    QVERIFY2(best < 500, "a state is compiled anew for every body, it seems"); // which takes 10,000 µs
}

QTEST_GUILESS_MAIN(JqStepTest)
#include "tst_jqstep.moc"
