// Whatever the bytes, a reader ends, tells lines in order and never makes up more rows than there are bytes.
#include "liststory.h"
#include "packing.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sluice;
using namespace sluice::test;
using namespace Qt::StringLiterals;

class HostileListsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsInOrder_data();
    void endsInOrder();
};

void HostileListsTest::endsInOrder_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("sample");
    const auto csv = "url,\"t\",u\r\nhttp://a,\"x\"\"y\",1\r\nhttp://b,\"line\nend\",2\r\n,,\r\n"_ba;
    QTest::newRow("txt") << u"txt"_s << "# c\nhttp://a\n\nhttp://b\r\n"_ba;
    QTest::newRow("csv") << u"csv"_s << csv;
    QTest::newRow("tsv") << u"tsv"_s << "url\tt\nhttp://a\t\"1\"\n"_ba;
    QTest::newRow("jsonl") << u"jsonl"_s << "{\"url\":\"http://a\",\"k\":[1,{\"x\":null}]}\n\"http://b\"\n"_ba;
    QTest::newRow("xml") << u"xml"_s
                         << "<?xml version=\"1.0\"?>\n<urlset>\n<url><loc>http://a&amp;</loc></url>\n</urlset>\n"_ba;
    QTest::newRow("sniffed") << QString() << csv;
    QTest::newRow("gzip") << QString() << packed(csv.repeated(20), Packing::Gzip);
    QTest::newRow("zstd") << QString() << packed(csv.repeated(20), Packing::Zstd);
}

static QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    static const QByteArray interesting("\"\n\r,;\t<>&{}[]:\\\x00\xFF\xFE\xEF\xC3 /#", 24);
    for (auto changes = random.bounded(1, 8); changes > 0; --changes) {
        const auto at = random.bounded(bytes.size());
        switch (random.bounded(4)) {
        case 0:
            bytes[at] = interesting[random.bounded(interesting.size())];
            break;
        case 1:
            bytes.insert(at, interesting[random.bounded(interesting.size())]);
            break;
        case 2:
            bytes.remove(at, random.bounded(1, 5));
            break;
        case 3:
            bytes.insert(at, bytes.mid(random.bounded(bytes.size()), 20));
            break;
        }
        if (bytes.isEmpty())
            bytes = "x";
    }
    return bytes;
}

void HostileListsTest::endsInOrder()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, sample);
    QRandomGenerator random(4242);
    for (int round = 0; round < 3000; ++round) {
        const auto bytes = mutated(sample, random);
        const auto reader = openList(bufferOf(bytes), {{}, format});
        if (!reader) {
            QVERIFY(!reader.error().message.isEmpty());
            continue;
        }
        qint64 last = 0;
        qsizetype entries = 0;
        while (const auto entry = reader.value()->next()) {
            QVERIFY2(entry->line > last || (format == u"xml"_s && entry->line >= last), bytes.toHex().constData());
            QVERIFY(entry->row || !entry->row.error().message.isEmpty());
            last = entry->line;
            QVERIFY(++entries < 10'000);
        }
        QVERIFY(!reader.value()->next());
    }
}

QTEST_GUILESS_MAIN(HostileListsTest)
#include "tst_hostilelists.moc"
