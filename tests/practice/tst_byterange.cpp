#include "practice/byterange.h"

#include <QTest>

using namespace sluice;
using State = ByteRange::State;
using namespace Qt::StringLiterals;

class ByteRangeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
};

void ByteRangeTest::parses_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<State>("state");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("count");
    const auto row = [](const char *field, State state, qint64 first = 0, qint64 count = 0) {
        QTest::newRow(field) << QByteArray(field) << state << first << count;
    };
    row("bytes=0-0", State::Satisfiable, 0, 1);
    row("bytes=10-19", State::Satisfiable, 10, 10);
    row("bytes=90-", State::Satisfiable, 90, 10);
    row("bytes=90-1000", State::Satisfiable, 90, 10);
    row("bytes=-5", State::Satisfiable, 95, 5);
    row("bytes=-500", State::Satisfiable, 0, 100);
    row("bytes=100-", State::Unsatisfiable);
    row("bytes=-0", State::Unsatisfiable, 100);
    row("bytes=20-10", State::Absent);
    row("bytes=-", State::Absent);
    row("bytes=", State::Absent);
    row("bytes=0-1,5-6", State::Absent);
    row("lines=0-1", State::Absent);
    row("bytes=--5", State::Absent);
    row("bytes=a-b", State::Absent);
    row("", State::Absent);
}

void ByteRangeTest::parses()
{
    QFETCH(QByteArray, field);
    QFETCH(State, state);
    QFETCH(qint64, first);
    QFETCH(qint64, count);
    const auto range = parseRange(field, 100);
    QCOMPARE(range.state, state);
    QCOMPARE(range.first, first);
    QCOMPARE(range.count, count);
}

QTEST_GUILESS_MAIN(ByteRangeTest)
#include "tst_byterange.moc"
