#include "processing/steps/csvstatsstep.h"

#include "processing/stepregistry.h"
#include "processing/steps/celltype.h"
#include "toolrun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace sluice;
using namespace sluice::test;

class CsvStatsStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTypes_data();
    void tellsTypes();
    void agreesWithPython_data();
    void agreesWithPython();
    void agreesWithPythonOnRandomTables_data();
    void agreesWithPythonOnRandomTables();
    void namesTheDelimiter_data();
    void namesTheDelimiter();
    void decodesTheHeader_data();
    void decodesTheHeader();
    void unpacks();
    void handsOnTheBody();
    void refuses_data();
    void refuses();
    void missingFile();
    void keepsARowInMemoryOnly();
    void cancelledMeanwhile();

private:
    void compareWithPython(const QByteArray &table, char delimiter, bool hasHeader);
    QString fileWith(const QByteArray &data);
    QTemporaryDir m_folder;
};

QString CsvStatsStepTest::fileWith(const QByteArray &data)
{
    QFile file(m_folder.filePath(u"table.csv"_qs));
    if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
        qFatal("cannot write the test's file");
    return file.fileName();
}

static Result<StepOutput> stats(const Body &body, const CsvStatsStep::Settings &settings = {})
{
    return CsvStatsStep(settings).run({body}, {}, {});
}

static QString failure(const Result<StepOutput> &output)
{
    if (!output.failed())
        return u"it did not fail"_qs;
    return output.error().kind == ErrorKind::Step ? output.error().message : u"another kind of error"_qs;
}

void CsvStatsStepTest::tellsTypes_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QString>("type");

    const auto rows = [](const char *type, std::initializer_list<const char *> cells) {
        for (const auto *cell : cells)
            QTest::addRow("%s “%s”", type, cell) << QByteArray(cell) << QString::fromLatin1(type);
    };
    rows("empty", {"", " ", "\t \r"});
    rows("integer", {"0", "-1", "+7", " 42 ", "007", "123456789012345678901234567890"});
    rows("number", {"1.5", "-.5", "1.", "1e5", "1.5E-7", "+0.0"});
    rows("boolean", {"true", "False", "YES", "no"});
    rows("date", {"2024-02-29", "2024-01-05T10:00", "2024-01-05 10:00:59", "2024-01-05T10:00:00.123Z",
                  "2024-01-05T10:00:00+02:00", "2024-01-05T10:00:00-0330"});
    rows("text", {"a",
                  "1,5",
                  "1 2",
                  "-",
                  "+",
                  ".",
                  "e5",
                  "1e",
                  "1e+",
                  "1.2.3",
                  "--1",
                  "0x10",
                  "nan",
                  "inf",
                  "y",
                  "2023-02-29",
                  "2024-13-01",
                  "2024-1-5",
                  "05.01.2024",
                  "2024-01-05T25:00",
                  "2024-01-05T10:00:00 x",
                  "12:30",
                  "2024-01-05\n",
                  "ä",
                  "truely"});
}

void CsvStatsStepTest::tellsTypes()
{
    QFETCH(QByteArray, cell);
    QFETCH(QString, type);
    if (cell == "2024-01-05\n")
        type = u"date"_qs; // white space round it
    QCOMPARE(QString(cellTypeName(cellTypeOf(cell))), type);
}

void CsvStatsStepTest::compareWithPython(const QByteArray &table, char delimiter, bool hasHeader)
{
    const auto path = fileWith(table);
    const auto statistics =
        outputOf(u"python3"_qs, {QFINDTESTDATA("csvstats.py"), path, QString(QLatin1Char(delimiter)),
                                 hasHeader ? u"yes"_qs : u"no"_qs});
    const auto expected = QJsonDocument::fromJson(statistics).object();
    QVERIFY(!expected.isEmpty());
    for (const auto &body : {Body{table}, Body{{}, path}}) {
        const auto output = stats(body, {delimiter, hasHeader});
        QVERIFY2(output, qPrintable(failure(output)));
        auto columns = output.value().columns;
        columns.remove(u"csv_delimiter"_qs);
        columns.remove(u"csv_charset"_qs);
        QCOMPARE(columns, expected);
    }
}

void CsvStatsStepTest::agreesWithPython_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<char>("delimiter");

    QTest::newRow("plain") << QByteArray("id,name\n1,a\n2,b\n") << ',';
    QTest::newRow("CRLF, no last line end") << QByteArray("id,name\r\n1,a\r\n2,b") << ',';
    QTest::newRow("quotes") << QByteArray("a,b\n\"x, \"\"y\"\"\",\"line\nbreak\"\n\"1\",2\n") << ',';
    QTest::newRow("quotes within") << QByteArray("a,b\nsay \"hi\",2\n") << ',';
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF\"id\",x\n1,2\n") << ',';
    QTest::newRow("ragged") << QByteArray("a,b,c\n1\n1,2,3,4\n1,2,3\n\n,,\n") << ',';
    QTest::newRow("one column") << QByteArray("n\n1\n2.5\n\n3\n") << ',';
    QTest::newRow("header only") << QByteArray("a,b,\n") << ',';
    QTest::newRow("same names") << QByteArray("a,a, a \n1,x,\n") << ',';
    QTest::newRow("semicolons") << QByteArray("a;b\n1,5;2024-01-01\n2,5;2024-01-02\n") << ';';
    QTest::newRow("tabs") << QByteArray("a\tb\n1\t\n\t2\n") << '\t';
    QTest::newRow("pipes") << QByteArray("a|b\n1|yes\n2|no\n") << '|';
    QTest::newRow("mixtures") << QByteArray("a,b,c,d\n1,1,2024-01-01,yes\n2.5,x,1,0\n") << ',';
    QTest::newRow("a cell of half a mebibyte") << "a,b\n\"" + QByteArray("word\n").repeated(100'000) + "\",1\n" << ',';
}

void CsvStatsStepTest::agreesWithPython()
{
    QFETCH(QByteArray, table);
    QFETCH(char, delimiter);
    compareWithPython(table, delimiter, true);
    compareWithPython(table, delimiter, false);
}

void CsvStatsStepTest::agreesWithPythonOnRandomTables_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

static QByteArray randomTable(quint32 seed, char delimiter)
{
    QRandomGenerator random(seed);
    const std::vector<std::vector<QByteArray>> kinds = {{"1", "-20", "300"},
                                                        {"1.5", "2", "-3e7", ""},
                                                        {"2024-05-06", "1999-12-31T23:59:59", ""},
                                                        {"yes", "no", "TRUE"},
                                                        {"", " "},
                                                        {"a\"b", "x\ny", "1", "ä😀", "a,b;c\td|e"},
                                                        {"1", "2024-01-01", "3"},
                                                        {"\r\n", "\"", "\"\"", "line 1\n"}};
    const int width = random.bounded(1, 9);
    QByteArray table;
    const int height = random.bounded(1, 4000);
    for (int row = 0; row < height; ++row) {
        const int cells = random.bounded(50) == 0 ? random.bounded(1, 12) : width;
        for (int i = 0; i < cells; ++i) {
            const auto &values = kinds[(static_cast<size_t>(i) * 5 + seed) % kinds.size()];
            auto cell = values[random.bounded(static_cast<quint32>(values.size()))];
            const bool needsQuotes = cell.contains('"') || cell.contains('\n') || cell.contains(delimiter);
            if (needsQuotes || random.bounded(4) == 0)
                cell = '"' + cell.replace('"', "\"\"") + '"';
            table += (i > 0 ? QByteArray(1, delimiter) : QByteArray()) + cell;
        }
        table += random.bounded(2) == 0 ? "\n" : "\r\n";
    }
    return table;
}

void CsvStatsStepTest::agreesWithPythonOnRandomTables()
{
    QFETCH(quint32, seed);
    const char delimiter = ",;\t|"[seed % 4];
    const auto table = randomTable(seed, delimiter);
    compareWithPython(table, delimiter, seed % 2 == 0);
}

void CsvStatsStepTest::namesTheDelimiter_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QString>("delimiter");
    QTest::addColumn<int>("columns");

    QTest::newRow("comma") << QByteArray("a,b\n1,2\n") << u"auto"_qs << u"comma"_qs << 2;
    QTest::newRow("tab") << QByteArray("a\tb,c\n1\t2\n") << u"auto"_qs << u"tab"_qs << 2;
    QTest::newRow("semicolon") << QByteArray("a;b;c\n1,5;2;3\n") << u"auto"_qs << u"semicolon"_qs << 3;
    QTest::newRow("one column") << QByteArray("a\n1\n") << u"auto"_qs << u"comma"_qs << 1;
    QTest::newRow("pipe") << QByteArray("a|b,c\n1|2\n") << u"pipe"_qs << u"pipe"_qs << 2;
    QTest::newRow("pipe, found out") << QByteArray("a|b\n1,5|2\n") << u"auto"_qs << u"pipe"_qs << 2;
    QTest::newRow("CR within cells") << QByteArray("a|b\n1\r2|2\n") << u"auto"_qs << u"pipe"_qs << 2;
    QTest::newRow("against appearances") << QByteArray("a,b\n1,2\n") << u"tab"_qs << u"tab"_qs << 1;
}

void CsvStatsStepTest::namesTheDelimiter()
{
    QFETCH(QByteArray, table);
    QFETCH(QString, parameter);
    QFETCH(QString, delimiter);
    QFETCH(int, columns);
    const auto kind = stepKind(u"csvstats"_qs);
    QVERIFY(kind);
    const auto step = kind.value()->make({{u"delimiter"_qs, parameter}, {u"header"_qs, true}});
    QVERIFY(step);
    const auto output = step.value()->run({{table}}, {}, {});
    QVERIFY2(output, qPrintable(failure(output)));
    QCOMPARE(output.value().columns.value(u"csv_delimiter"_qs).toString(), delimiter);
    QCOMPARE(output.value().columns.value(u"csv_columns"_qs).toArray().size(), columns);
}

void CsvStatsStepTest::decodesTheHeader_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("charset");

    QTest::newRow("UTF-8") << QByteArray("Größe,b\n1,2\n") << QString() << u"Größe"_qs << u"UTF-8"_qs;
    QTest::newRow("UTF-8, cut within a character by what is looked at")
        << "Größe,b\n" + QByteArray("1,ä\n").repeated(20'000) << QString() << u"Größe"_qs << u"UTF-8"_qs;
    QTest::newRow("as the server says") << QByteArray("Gr\xF6\xDF,b\n1,2\n") << u"text/csv; charset=iso-8859-1"_qs
                                        << u"Größ"_qs << u"windows-1252"_qs;
    QTest::newRow("two bytes a letter") << QByteArray("\x83\x5C\x83\x7C,b\n1,2\n") << u"text/csv; charset=shift_jis"_qs
                                        << u"ソポ"_qs << u"Shift_JIS"_qs;
}

void CsvStatsStepTest::decodesTheHeader()
{
    QFETCH(QByteArray, table);
    QFETCH(QString, contentType);
    QFETCH(QString, name);
    QFETCH(QString, charset);
    const auto output = stats({table, {}, contentType});
    QVERIFY2(output, qPrintable(failure(output)));
    const auto first = output.value().columns.value(u"csv_columns"_qs).toArray().first().toObject();
    QCOMPARE(first.value(u"name"_qs).toString(), name);
    QCOMPARE(first.value(u"type"_qs).toString(), u"integer"_qs);
    QCOMPARE(output.value().columns.value(u"csv_charset"_qs).toString(), charset);
}

void CsvStatsStepTest::unpacks()
{
    const auto packed = outputOf(u"gzip"_qs, {u"-c"_qs}, "a;b\n1;2\n3;4\n");
    const auto output = stats({packed});
    QVERIFY2(output, qPrintable(failure(output)));
    QCOMPARE(output.value().columns.value(u"csv_rows"_qs).toInt(), 2);
    QCOMPARE(output.value().columns.value(u"csv_delimiter"_qs).toString(), u"semicolon"_qs);
    QVERIFY(failure(stats({packed.chopped(6)})).contains(u"reading fails"_qs));
}

void CsvStatsStepTest::handsOnTheBody()
{
    QVERIFY(!CsvStatsStep({}).changesBody());
    const auto output = stats({"a\n1\n", {}, u"text/csv"_qs});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, QByteArray("a\n1\n"));
    QCOMPARE(output.value().body.contentType, u"text/csv"_qs);
}

void CsvStatsStepTest::refuses_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("empty") << QByteArray() << u"the table is empty"_qs;
    QTest::newRow("empty lines") << QByteArray("\n\r\n\n") << u"the table is empty"_qs;
    QTest::newRow("byte order mark only") << QByteArray("\xEF\xBB\xBF") << u"the table is empty"_qs;
    QTest::newRow("open quote") << QByteArray("a,b\n1,\"2\n3,4\n")
                                << u"line 2: a quote is opened and not closed within 1 MiB"_qs;
    QTest::newRow("text behind a quote") << QByteArray("a,b\n\"1\"x,2\n")
                                         << u"line 2: there is text behind a closing quote"_qs;
    QTest::newRow("NUL bytes") << QByteArray("a,b\n1,\0\n", 8)
                               << u"line 2: there is a NUL byte: this is UTF-16 or no text"_qs;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE"
                                          "a\0,\0b\0\n\0",
                                          10)
                            << u"line 1: there is a NUL byte: this is UTF-16 or no text"_qs;
    const auto macintosh = u"the rows end in CR alone, as on old Macintoshes: they need LF or CRLF"_qs;
    QTest::newRow("CR alone") << QByteArray("a,b\r1,2\r3,4\r") << macintosh;
    QTest::newRow("CR alone, LF in a cell") << QByteArray("a,b\r1,\"x\ny\"\r") << macintosh;
    QTest::newRow("long line") << "a,b\n" + QByteArray(3 << 20, 'x') << u"line 2: the line is longer than 1 MiB"_qs;
    QTest::newRow("many columns") << QByteArray(2000, ',') << u"the table has more than 2000 columns"_qs;
}

void CsvStatsStepTest::refuses()
{
    QFETCH(QByteArray, table);
    QFETCH(QString, sentence);
    QCOMPARE(failure(stats({table})), sentence);
    QCOMPARE(failure(stats({{}, fileWith(table)})), sentence);
}

void CsvStatsStepTest::missingFile()
{
    QCOMPARE(failure(stats({{}, m_folder.filePath(u"nowhere"_qs)})),
             u"the file cannot be opened: No such file or directory"_qs);
}

void CsvStatsStepTest::keepsARowInMemoryOnly()
{
    QFile sparse(m_folder.filePath(u"sparse"_qs));
    QVERIFY(sparse.open(QIODevice::WriteOnly));
    QVERIFY(sparse.resize(qint64(300) << 20));
    QCOMPARE(failure(stats({{}, sparse.fileName()})), u"line 1: the line is longer than 1 MiB"_qs);
}

void CsvStatsStepTest::cancelledMeanwhile()
{
    QFile sparse(m_folder.filePath(u"endless"_qs));
    QVERIFY(sparse.open(QIODevice::WriteOnly));
    QVERIFY(sparse.write("a,b\n") == 4);
    QVERIFY(sparse.resize(qint64(1) << 40)); // one line that would take minutes to skip
    CancelSource source;
    bool cancelled = false;
    std::thread worker([&] {
        cancelled = CsvStatsStep({}).run({{{}, sparse.fileName()}}, {}, source.token()).cancelled();
    });
    source.cancel();
    worker.join();
    QVERIFY(cancelled);
}

QTEST_GUILESS_MAIN(CsvStatsStepTest)
#include "tst_csvstatsstep.moc"
