#include "formats/rowwriter.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <limits>
#include <sys/resource.h>

using namespace sluice;
using namespace Qt::StringLiterals;

using Row = std::vector<QJsonValue>;
Q_DECLARE_METATYPE(Row)

class RowWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesValues_data();
    void writesValues();
    void guardsAgainstFormulas_data();
    void guardsAgainstFormulas();
    void writesHeaders_data();
    void writesHeaders();
    void appearsWhole();
    void leavesNothingWhenUnfinished();
    void replacesAStalePart();
    void explainsWhereItCannotWrite_data();
    void explainsWhereItCannotWrite();
    void reportsAFullDisk();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QByteArray content(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }

    /// The text of a table of one row.
    QByteArray written(const QString &name, const QStringList &columns, const Row &row)
    {
        auto writer = openRowWriter(path(name));
        if (!writer || !writer.value()->begin(columns) || !writer.value()->write(row) || !writer.value()->finish())
            return "(failed)";
        return content(name);
    }

    QTemporaryDir m_folder;
};

void RowWriterTest::writesValues_data()
{
    QTest::addColumn<Row>("row");
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QByteArray>("jsonl");
    const auto cell = [](const char *name, const QJsonValue &value, const QByteArray &csv, const QByteArray &json) {
        QTest::newRow(name) << Row{value, u"x"_s} << csv + ",x"
                            << "{\"a\":" + json + ",\"b\":\"x\"}";
    };
    cell("text", u"plain text"_s, "plain text", R"("plain text")");
    cell("empty text", u""_s, "", R"("")");
    cell("comma", u"a,b"_s, R"("a,b")", R"("a,b")");
    cell("quote", u"say \"a\""_s, R"("say ""a""")", R"("say \"a\"")");
    cell("only quotes", u"\"\""_s, R"("""""")", R"("\"\"")");
    cell("LF", u"a\nb"_s, "\"a\nb\"", R"("a\nb")");
    cell("CR", u"a\rb"_s, "\"a\rb\"", R"("a\rb")");
    cell("UTF-8", u"é€😀"_s, "é€😀", R"("é€😀")");
    cell("backslash and control", u"\\\u0001\u001F"_s, "\\\x01\x1F", R"("\\\u0001\u001f")");
    QTest::newRow("no guard in JSON") << Row{u"=1+1"_s, 1} << "'=1+1,1"_ba
                                      << R"({"a":"=1+1","b":1})"_ba;
    cell("whole", 5, "5", "5");
    cell("negative", -1, "-1", "-1");
    cell("beyond 2^53", qint64(9007199254740993), "9007199254740993", "9007199254740993");
    cell("largest", std::numeric_limits<qint64>::max(), "9223372036854775807", "9223372036854775807");
    cell("zero", 0, "0", "0");
    cell("fraction", 0.1, "0.1", "0.1");
    cell("shortest that gives it back", 1.0 / 3, "0.3333333333333333", "0.3333333333333333");
    cell("tiny", -2.5e-9, "-2.5e-09", "-2.5e-09");
    cell("true", true, "true", "true");
    cell("array", QJsonArray{1, u"a"_s}, R"("[1,""a""]")", R"([1,"a"])");
    cell("object", QJsonObject{{u"k"_s, QJsonValue::Null}}, R"("{""k"":null}")", R"({"k":null})");
    QTest::newRow("null is left out") << Row{QJsonValue::Null, u"x"_s} << ",x"_ba
                                      << R"({"b":"x"})"_ba;
    QTest::newRow("undefined is left out") << Row{u"x"_s, QJsonValue::Undefined} << "x,"_ba
                                           << R"({"a":"x"})"_ba;
    QTest::newRow("nothing at all") << Row{QJsonValue::Null, QJsonValue::Null} << ","_ba
                                    << "{}"_ba;
}

void RowWriterTest::writesValues()
{
    QFETCH(Row, row);
    QFETCH(QByteArray, csv);
    QFETCH(QByteArray, jsonl);
    const QStringList columns{u"a"_s, u"b"_s};
    QCOMPARE(written(u"v.csv"_s, columns, row), "a,b\r\n" + csv + "\r\n");
    QCOMPARE(written(u"v.jsonl"_s, columns, row), jsonl + '\n');
}

void RowWriterTest::guardsAgainstFormulas_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QByteArray>("csv");
    QTest::newRow("=") << QJsonValue(u"=1+1"_s) << "'=1+1"_ba;
    QTest::newRow("= quoted") << QJsonValue(u"=HYPERLINK(\"http://x\",1)"_s) << R"-("'=HYPERLINK(""http://x"",1)")-"_ba;
    QTest::newRow("+") << QJsonValue(u"+1"_s) << "'+1"_ba;
    QTest::newRow("-") << QJsonValue(u"-1+cmd"_s) << "'-1+cmd"_ba;
    QTest::newRow("@") << QJsonValue(u"@SUM(A1)"_s) << "'@SUM(A1)"_ba;
    QTest::newRow("tab") << QJsonValue(u"\t=1"_s) << "'\t=1"_ba;
    QTest::newRow("CR") << QJsonValue(u"\r=1"_s) << "\"'\r=1\""_ba;
    QTest::newRow("not at the beginning") << QJsonValue(u"1=1"_s) << "1=1"_ba;
    QTest::newRow("a number") << QJsonValue(-1.5) << "-1.5"_ba;
}

void RowWriterTest::guardsAgainstFormulas()
{
    QFETCH(QJsonValue, value);
    QFETCH(QByteArray, csv);
    QCOMPARE(written(u"g.csv"_s, {u"a"_s}, {value}), "a\r\n" + csv + "\r\n");
}

void RowWriterTest::writesHeaders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QByteArray>("expected");
    const QStringList odd{u"id"_s, u"=x,\"y\""_s, u"z\tz"_s};
    QTest::newRow("csv") << u"h.csv"_s << odd << "id,\"'=x,\"\"y\"\"\",z\tz\r\n1,2,3\r\n"_ba;
    QTest::newRow("tsv") << u"h.TSV"_s << odd << "id\t\"'=x,\"\"y\"\"\"\t\"z\tz\"\r\n1\t2\t3\r\n"_ba;
    QTest::newRow("jsonl") << u"h.jsonl"_s << odd << "{\"id\":1,\"=x,\\\"y\\\"\":2,\"z\\tz\":3}\n"_ba;
}

void RowWriterTest::writesHeaders()
{
    QFETCH(QString, name);
    QFETCH(QStringList, columns);
    QFETCH(QByteArray, expected);
    QCOMPARE(written(name, columns, {1, 2, 3}), expected);
}

void RowWriterTest::appearsWhole()
{
    const auto before = written(u"w.csv"_s, {u"a"_s}, {u"old"_s});
    const auto writer = openRowWriter(path(u"w.csv"_s));
    QVERIFY(writer);
    QVERIFY(writer.value()->begin({u"a"_s}));
    for (int i = 0; i < 100'000; ++i)
        QVERIFY(writer.value()->write({u"row %1"_s.arg(i)}));
    QCOMPARE(content(u"w.csv"_s), before);
    QVERIFY(QFile::exists(path(u"w.csv.part"_s)));
    QVERIFY(writer.value()->finish());
    QVERIFY(!QFile::exists(path(u"w.csv.part"_s)));
    const auto after = content(u"w.csv"_s);
    QCOMPARE(after.count("\r\n"), 100'001);
    QVERIFY(after.endsWith("row 99999\r\n"));
}

void RowWriterTest::leavesNothingWhenUnfinished()
{
    const auto before = written(u"u.jsonl"_s, {u"a"_s}, {u"old"_s});
    {
        const auto writer = openRowWriter(path(u"u.jsonl"_s));
        QVERIFY(writer);
        QVERIFY(writer.value()->begin({u"a"_s}));
        QVERIFY(writer.value()->write({u"new"_s}));
    }
    QVERIFY(!QFile::exists(path(u"u.jsonl.part"_s)));
    QCOMPARE(content(u"u.jsonl"_s), before);
}

void RowWriterTest::replacesAStalePart()
{
    // A part may be left by a run that was killed; a link in its place must not lead the rows elsewhere.
    QFile victim(path(u"victim"_s));
    QVERIFY(victim.open(QIODevice::WriteOnly));
    victim.write("untouched");
    victim.close();
    QVERIFY(victim.link(path(u"s.csv.part"_s)));
    QCOMPARE(written(u"s.csv"_s, {u"a"_s}, {1}), "a\r\n1\r\n"_ba);
    QCOMPARE(content(u"victim"_s), "untouched"_ba);
}

void RowWriterTest::explainsWhereItCannotWrite_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("part");
    QTest::newRow("no such folder") << u"none/a.csv"_s << ErrorKind::Storage << u"No such file or directory"_s;
    QTest::newRow("a folder") << u"folder.csv"_s << ErrorKind::Storage << u"it is a folder"_s;
    QTest::newRow("unknown suffix") << u"a.xlsx"_s << ErrorKind::Input << u".csv, .tsv or .jsonl"_s;
}

void RowWriterTest::explainsWhereItCannotWrite()
{
    QFETCH(QString, name);
    QFETCH(QString, part);
    QDir(m_folder.path()).mkdir(u"folder.csv"_s);
    const auto writer = openRowWriter(path(name));
    QVERIFY(writer.failed());
    QTEST(writer.error().kind, "kind");
    QVERIFY2(writer.error().message.contains(part), qPrintable(writer.error().message));
    QVERIFY2(writer.error().message.contains(path(name)), qPrintable(writer.error().message));
}

void RowWriterTest::reportsAFullDisk()
{
    // A limit on the size of files stands in for a disk that is full.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{1'000'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    Result<void> ended = success();
    {
        const auto writer = openRowWriter(path(u"full.csv"_s));
        QVERIFY(writer);
        ended = writer.value()->begin({u"a"_s});
        for (int i = 0; i < 200'000 && ended; ++i)
            ended = writer.value()->write({u"a row of some length %1"_s.arg(i)});
    }
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(ended.failed());
    QCOMPARE(ended.error().kind, ErrorKind::Storage);
    QVERIFY2(ended.error().message.contains(u"full.csv"_s), qPrintable(ended.error().message));
    QVERIFY(!QFile::exists(path(u"full.csv"_s)));
    QVERIFY(!QFile::exists(path(u"full.csv.part"_s)));
}

QTEST_GUILESS_MAIN(RowWriterTest)
#include "tst_rowwriter.moc"
