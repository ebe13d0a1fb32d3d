// What is written is what is read again, whatever is in the cells.
#include "formats/listreader.h"
#include "formats/rowwriter.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class RoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackEveryCell_data();
    void givesBackEveryCell();
};

/// Text made of what tables trip over, never beginning as a formula does (that is changed on purpose).
static QString randomCell(QRandomGenerator &random)
{
    static const QStringList parts{u","_s,  u";"_s,  u"\t"_s, u"\""_s, u"\"\""_s,  u"\n"_s, u"\r\n"_s,
                                   u"\r"_s, u" "_s,  u"a"_s,  u"#"_s,  u"{"_s,     u"'"_s,  u"é"_s,
                                   u"😀"_s,  u"\\"_s, u"="_s,  u"-"_s,  u"\u0001"_s};
    QString cell;
    for (auto left = random.bounded(6); left > 0; --left)
        cell += parts[random.bounded(parts.size())];
    return !cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()) ? u'x' + cell : cell;
}

void RoundTripTest::givesBackEveryCell_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("columns");
    for (const char *suffix : {"csv", "tsv", "jsonl"}) {
        for (const int columns : {1, 2, 7})
            QTest::addRow("%s %d", suffix, columns) << u"t."_s + QString::fromUtf8(suffix) << columns;
    }
}

void RoundTripTest::givesBackEveryCell()
{
    QFETCH(QString, name);
    QFETCH(int, columns);
    QTemporaryDir folder;
    const auto path = folder.filePath(name);
    QRandomGenerator random(20'240'601);
    QStringList names{u"url"_s};
    for (int i = 1; i < columns; ++i)
        names += u"c%1"_s.arg(i);

    std::vector<std::vector<QJsonValue>> rows;
    for (int i = 0; i < 3000; ++i) {
        std::vector<QJsonValue> row{u"http://host/%1%2"_s.arg(i).arg(randomCell(random))};
        for (int column = 1; column < columns; ++column)
            row.push_back(randomCell(random));
        rows.push_back(row);
    }

    const auto writer = openRowWriter(path);
    QVERIFY(writer);
    QVERIFY(writer.value()->begin(names));
    for (const auto &row : rows)
        QVERIFY(writer.value()->write(row));
    QVERIFY(writer.value()->finish());

    const auto reader = openList(path, {});
    QVERIFY(reader);
    for (const auto &row : rows) {
        const auto entry = reader.value()->next();
        QVERIFY(entry);
        QVERIFY2(entry->row, qPrintable(entry->row ? QString() : entry->row.error().message));
        QCOMPARE(entry->row.value().address, row[0].toString());
        for (int column = 1; column < columns; ++column)
            QCOMPARE(entry->row.value().extra.value(names[column]), row[static_cast<size_t>(column)]);
    }
    QVERIFY(!reader.value()->next());
}

QTEST_GUILESS_MAIN(RoundTripTest)
#include "tst_roundtrip.moc"
