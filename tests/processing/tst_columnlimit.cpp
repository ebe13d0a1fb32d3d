#include "processing/steps/columnlimit.h"

#include <QJsonArray>
#include <QTest>

using namespace sluice;

class ColumnLimitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsForAllOfTheColumns_data();
    void holdsForAllOfTheColumns();
};

static QJsonObject columnsOf(int count, const QJsonValue &value)
{
    QJsonObject columns;
    for (int i = 0; i < count; ++i)
        columns.insert(QString::number(i), value);
    return columns;
}

void ColumnLimitTest::holdsForAllOfTheColumns_data()
{
    QTest::addColumn<QJsonObject>("columns");
    QTest::addColumn<QString>("sentence"); // empty: within the limits
    const auto large = u"the columns would hold more than 1 MiB"_qs;
    const auto text = [](qint64 size) {
        return QString(size, u'x');
    };
    constexpr qint64 room = mostColumnBytes - bytesPerValue - 1; // of one value under a name of one letter

    QTest::newRow("none") << QJsonObject() << QString();
    QTest::newRow("1000") << columnsOf(1000, 1) << QString();
    QTest::newRow("1001") << columnsOf(1001, 1) << u"there would be more than 1000 columns"_qs;
    QTest::newRow("1 MiB") << columnsOf(1, text(room)) << QString();
    QTest::newRow("a letter more") << columnsOf(1, text(room + 1)) << large;
    QTest::newRow("in pieces") << columnsOf(3, text(room / 3)) << large;
    QTest::newRow("a long name") << QJsonObject{{text(mostColumnBytes), 1}} << large;
    QTest::newRow("nested") << columnsOf(1, QJsonArray{1, QJsonObject{{u"a"_qs, text(room)}}}) << large;
    QJsonArray many;
    for (qint64 i = 0; i < mostColumnBytes / bytesPerValue; ++i)
        many.append(QJsonValue());
    QTest::newRow("many small ones") << columnsOf(1, many) << large;
}

void ColumnLimitTest::holdsForAllOfTheColumns()
{
    QFETCH(QJsonObject, columns);
    QFETCH(QString, sentence);
    const auto within = checkColumns(columns);
    QCOMPARE(within ? QString() : within.error().message, sentence);
    if (!within)
        QCOMPARE(within.error().kind, ErrorKind::Step);
}

QTEST_GUILESS_MAIN(ColumnLimitTest)
#include "tst_columnlimit.moc"
