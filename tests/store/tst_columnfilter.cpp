// Jobs by the values of the list and of the steps.
#include "storefixture.h"

#include <QJsonArray>
#include <QtTest>

using namespace sluice;
using namespace sluice::test;
using Ids = std::vector<qint64>;

class ColumnFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersByColumns_data();
    void filtersByColumns();
    void hostileColumnNamesAreOnlyNames_data();
    void hostileColumnNamesAreOnlyNames();
    void changesOnlyWhatTheColumnsMeet();
};

static Ids numbersOf(const Result<std::vector<JobId>> &ids)
{
    Ids list;
    for (const auto id : ids.value())
        list.push_back(number(id));
    return list;
}

/// Of the list, as a .csv has them: texts. Of a step: numbers, booleans, lists.
static void fillWithColumns(StoreFixture &project)
{
    QCOMPARE(project.open(), QString());
    const auto job = [](const char *year, const char *kind) {
        return NewJob{
            QUrl(QStringLiteral("http://a/")),
            {{QStringLiteral("year"), QString::fromUtf8(year)}, {QStringLiteral("kind"), QString::fromUtf8(kind)}}};
    };
    project.import({job("1999", "river"), job("2024", "River bank"), job("007", "10%"), job("n/a", ""),
                    NewJob{QUrl(QStringLiteral("http://a/")), {}}},
                   {QStringLiteral("year"), QStringLiteral("kind")});
    auto jobs = project.claim(5).jobs;
    std::sort(jobs.begin(), jobs.end(), [](const Job &l, const Job &r) { return l.id < r.id; });
    const auto record = [&](size_t place, const QJsonObject &columns) {
        auto done = ended(jobs[place], JobState::Succeeded);
        done.columns = columns;
        project.record(done);
    };
    record(0, {{QStringLiteral("width"), 640}, {QStringLiteral("open"), true}});
    record(1, {{QStringLiteral("width"), 97.5}, {QStringLiteral("open"), false}});
    record(2, {{QStringLiteral("width"), QJsonValue()}, {QStringLiteral("links"), QJsonArray{QStringLiteral("/sea")}}});
    record(3, {{QStringLiteral("kind"), QStringLiteral("lock")}});
    record(4, {});
    QVERIFY(project.flush());
}

static JobFilter whereColumn(const QString &column, ColumnCondition::Test test, const QString &text, double number)
{
    JobFilter filter;
    filter.columns = {{column, test, text, number}};
    return filter;
}

void ColumnFilterTest::filtersByColumns_data()
{
    using Test = ColumnCondition::Test;
    QTest::addColumn<JobFilter>("filter");
    QTest::addColumn<Ids>("expected");
    const auto text = [](const char *name, const char *column, Test test, const char *value, const Ids &expected) {
        QTest::newRow(name) << whereColumn(QString::fromUtf8(column), test, QString::fromUtf8(value), 0) << expected;
    };
    const auto number = [](const char *name, const char *column, Test test, double value, const Ids &expected) {
        QTest::newRow(name) << whereColumn(QString::fromUtf8(column), test, {}, value) << expected;
    };
    text("equal text", "kind", Test::Equal, "river", {1});
    text("equal minds the case", "kind", Test::Equal, "RIVER", {});
    text("equal, of the step beside that of the list", "kind", Test::Equal, "lock", {4});
    text("equal as numbers", "width", Test::Equal, "640.0", {1});
    text("equal numbers as texts", "year", Test::Equal, "7", {3});
    text("equal fraction", "width", Test::Equal, "97.5", {2});
    text("true", "open", Test::Equal, "true", {1});
    text("false", "open", Test::Equal, "false", {2});
    text("true is no number", "open", Test::Equal, "1", {});
    text("nothing there", "year", Test::Equal, "", {5});
    text("nothing of the steps there", "width", Test::Equal, "", {3, 4, 5});
    text("no such column is nothing there", "none", Test::Equal, "", {1, 2, 3, 4, 5});
    text("contains", "kind", Test::Contains, "RIVER", {1, 2});
    text("contains a percent sign", "kind", Test::Contains, "%", {3});
    text("contains part of a number", "width", Test::Contains, "7.", {2});
    text("contains, within a list", "links", Test::Contains, "sea", {3});
    text("contains anything", "kind", Test::Contains, "", {1, 2, 3, 4});
    number("greater", "year", Test::Greater, 1999, {2});
    number("at least", "year", Test::AtLeast, 1999, {1, 2});
    number("less", "year", Test::Less, 1999, {3});
    number("at most", "width", Test::AtMost, 97.5, {2});
    number("what is no number is not compared", "kind", Test::Less, 1e9, {});
    number("yes and no are not compared", "open", Test::AtLeast, 0, {});
    auto both = whereColumn(QStringLiteral("year"), Test::Greater, {}, 1000);
    both.columns.push_back({QStringLiteral("width"), Test::Less, {}, 100});
    both.states = {JobState::Succeeded};
    QTest::newRow("several") << both << Ids{2};
}

void ColumnFilterTest::filtersByColumns()
{
    QFETCH(JobFilter, filter);
    QFETCH(Ids, expected);
    StoreFixture project;
    fillWithColumns(project);
    QCOMPARE(numbersOf(project.reader()->ids(filter, {})), expected);
}

void ColumnFilterTest::hostileColumnNamesAreOnlyNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"a\"b", "a'b", "') OR 1=1 --", "$.x", "a.b", "a[0]", "\"", "\\", "\\\"", "x\ny", "ü", "?1",
                             "%", "\"year\":1", " ", "", "1) UNION SELECT name FROM sqlite_master --"})
        QTest::addRow("<%s>", QByteArray(name).toPercentEncoding(" '$()=.[]?").constData()) << QString::fromUtf8(name);
}

void ColumnFilterTest::hostileColumnNamesAreOnlyNames()
{
    QFETCH(QString, name);
    StoreFixture project;
    QCOMPARE(project.open(), QString());
    const auto url = QUrl(QStringLiteral("http://a/"));
    project.import({NewJob{url, {{name, QStringLiteral("5")}}}, NewJob{url, {{QStringLiteral("year"), name}}},
                    NewJob{url, {{QStringLiteral("year"), QStringLiteral("5")}}}},
                   {name, QStringLiteral("year")});
    const auto reader = project.reader();
    const auto found = [&](ColumnCondition::Test test, const QString &text) {
        return numbersOf(reader->ids(whereColumn(name, test, text, 5), {}));
    };
    QCOMPARE(found(ColumnCondition::Test::Equal, QStringLiteral("5")), Ids{1});
    QCOMPARE(found(ColumnCondition::Test::AtLeast, {}), Ids{1});
    QCOMPARE(found(ColumnCondition::Test::Contains, QStringLiteral("5")), Ids{1});
    if (!name.isEmpty()) { // as a value too
        const auto value = whereColumn(QStringLiteral("year"), ColumnCondition::Test::Equal, name, 0);
        QCOMPARE(numbersOf(reader->ids(value, {})), Ids{2});
    }
    QCOMPARE(reader->counts().value().total(), 3);
}

void ColumnFilterTest::changesOnlyWhatTheColumnsMeet()
{
    StoreFixture project;
    fillWithColumns(project);
    const auto wide = whereColumn(QStringLiteral("width"), ColumnCondition::Test::Greater, {}, 100);
    QCOMPARE(project.store().requeue(wide).value(), 1);
    JobFilter queued;
    queued.states = {JobState::Queued};
    QCOMPARE(numbersOf(project.reader()->ids(queued, {})), Ids{1});
}

QTEST_GUILESS_MAIN(ColumnFilterTest)
#include "tst_columnfilter.moc"
