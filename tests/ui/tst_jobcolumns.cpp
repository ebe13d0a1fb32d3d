#include "ui/jobs/jobcolumns.h"
#include "ui/jobs/jobfiltertext.h"
#include "ui/jobs/jobspanelmemory.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

class TestJobColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesComeBack();
    void cells_data();
    void cells();
    void hostileTextIsMadeVisible();
    void memoryComesBack();
    void spoiltMemoryIsTheDefault();
    void searchIsTextOrConditions();
};

namespace {

using Kind = JobColumn::Kind;

constexpr WallTime now{std::chrono::hours(24 * 365 * 50)};

JobRow failedRow()
{
    JobRow row;
    row.id = JobId(61204);
    row.url = QStringLiteral("https://example.org:8443/a.jpg");
    row.state = JobState::Failed;
    row.status = 404;
    row.attempts = 3;
    row.bytes = 1200;
    row.took = 80ms;
    row.errorKind = ErrorKind::HttpStatus;
    row.error = QStringLiteral("The server answered 404 Not Found.");
    row.extra.insert(QStringLiteral("title"), QStringLiteral("Harbour"));
    return row;
}

JobRow retryingRow()
{
    auto row = failedRow();
    row.state = JobState::Retrying;
    row.dueAt = now + 3200ms;
    return row;
}

JobRow hashedRow()
{
    auto row = failedRow();
    row.state = JobState::Succeeded;
    row.error.clear();
    row.columns.insert(QStringLiteral("sha256"), QStringLiteral("0123456789abcdef0123456789abcdef"));
    row.columns.insert(QStringLiteral("thumbnail_width"), 256);
    row.columns.insert(QStringLiteral("thumbnail_height"), 171);
    return row;
}

} // namespace

void TestJobColumns::namesComeBack()
{
    auto columns = builtInColumns();
    columns.push_back({Kind::Extra, QStringLiteral("a:b")});
    columns.push_back({Kind::Step, QStringLiteral("sha256")});
    for (const auto &column : columns)
        QCOMPARE(JobColumn::fromName(column.name()), column);
    QVERIFY(!JobColumn::fromName(u"no such column"));
}

void TestJobColumns::cells_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<JobColumn>("column");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, int which, Kind kind, const char *text, const char *key = "") {
        QTest::newRow(name) << which << JobColumn{kind, QString::fromLatin1(key)} << QString::fromUtf8(text);
    };
    row("number", 0, Kind::Id, "61,204");
    row("state", 0, Kind::State, "Failed");
    row("status", 0, Kind::Status, "404");
    row("host", 0, Kind::Host, "example.org:8443");
    row("time", 0, Kind::Time, "80 ms");
    row("size", 0, Kind::Size, "1.2 kB");
    row("tries", 0, Kind::Tries, "3");
    row("error", 0, Kind::Result, "The server answered 404 Not Found.");
    row("class", 0, Kind::ErrorClass, "HTTP status");
    row("own column", 0, Kind::Extra, "Harbour", "title");
    row("missing column", 0, Kind::Extra, "", "nothing");
    row("retry time", 1, Kind::Time, "in 4 s");
    row("steps", 2, Kind::Result, "sha256 012345…cdef · 256 × 171");
    row("whole value", 2, Kind::Step, "0123456789abcdef0123456789abcdef", "sha256");
    row("nothing yet", 3, Kind::Size, "—");
    row("no status", 3, Kind::Status, "—");
}

void TestJobColumns::cells()
{
    QFETCH(int, which);
    QFETCH(JobColumn, column);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const JobRow rows[] = {failedRow(), retryingRow(), hashedRow(), JobRow()};
    QTEST(cellText(rows[which], column, now), "text");
}

void TestJobColumns::hostileTextIsMadeVisible()
{
    auto row = failedRow();
    row.error = QStringLiteral("\u202Egpj.exe\x1b[31m\n<b>x</b>");
    const auto text = cellText(row, {Kind::Result, {}}, now);
    QVERIFY(!text.contains(QChar(0x202E)));
    QVERIFY(!text.contains(QChar(0x1b)));
    QVERIFY(!text.contains(u'\n'));
    QVERIFY(text.contains(QStringLiteral("<b>x</b>"))); // shown as it is, by delegates that draw plain text
    const JobColumn column{Kind::Extra, QStringLiteral("a\u202Eb")};
    QVERIFY(!column.title().contains(QChar(0x202E)));
}

void TestJobColumns::memoryComesBack()
{
    JobsPanelMemory memory;
    memory.columns = {{Kind::Id, {}}, {Kind::Step, QStringLiteral("sha256")}};
    memory.widths.insert(QStringLiteral("id"), 77);
    memory.states = {JobState::Failed, JobState::Retrying};
    memory.search = QStringLiteral("status=404");
    memory.order = {SortKey::Took, true};
    const auto back = jobsPanelMemoryFromText(toText(memory));
    QCOMPARE(back.columns, memory.columns);
    QCOMPARE(back.widths, memory.widths);
    QCOMPARE(back.states, memory.states);
    QCOMPARE(back.search, memory.search);
    QCOMPARE(back.order, memory.order);
}

void TestJobColumns::spoiltMemoryIsTheDefault()
{
    for (const auto *text : {"", "{", "[]", R"({"columns":["nonsense"],"states":["?"],"sort":7})"}) {
        const auto memory = jobsPanelMemoryFromText(QString::fromLatin1(text));
        QCOMPARE(memory.columns, defaultColumns());
        QVERIFY(memory.states.empty());
        QCOMPARE(memory.order, JobOrder());
    }
}

void TestJobColumns::searchIsTextOrConditions()
{
    const auto text = filterFromSearch(QStringLiteral("  /page?id=5 "));
    QVERIFY(text);
    QCOMPARE(text.value().text, QStringLiteral("/page?id=5"));
    const auto condition = filterFromSearch(QStringLiteral("status=404"));
    QVERIFY(condition);
    QCOMPARE(condition.value().status, 404);
    QVERIFY(condition.value().text.isEmpty());
    QVERIFY(filterFromSearch(QStringLiteral("status=abc")).failed());
    const auto column = filterFromSearch(QStringLiteral("column.width >= 640, column.\"a, b\"~x"));
    QVERIFY(column);
    QCOMPARE(column.value().columns.size(), size_t(2));
    QCOMPARE(column.value().columns[0],
             (ColumnCondition{QStringLiteral("width"), ColumnCondition::Test::AtLeast, {}, 640}));
    QCOMPARE(column.value().columns[1].column, QStringLiteral("a, b"));
    QVERIFY(filterFromSearch(QStringLiteral("column.width>wide")).failed());
    QCOMPARE(filterFromSearch(QStringLiteral("host!=http://a.example")).value().notHosts,
             QStringList{QStringLiteral("http://a.example")});
    QVERIFY(filterFromSearch(QStringLiteral("host=")).failed());
    QCOMPARE(filterFromSearch(QStringLiteral("column.js")).value().text, QStringLiteral("column.js"));
}

QTEST_APPLESS_MAIN(TestJobColumns)
#include "tst_jobcolumns.moc"
