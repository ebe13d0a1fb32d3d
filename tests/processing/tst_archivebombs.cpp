#include "packedarchive.h"
#include "unpackingtest.h"

using namespace sluice;
using namespace sluice::test;

class ArchiveBombsTest : public UnpackingTest
{
    Q_OBJECT

private Q_SLOTS:
    void stopsAFlatBomb_data();
    void stopsAFlatBomb();
    void stopsWhatHidesInAMemberNobodyWants();
    void unpacksNestedBombsByOneLayerOnly();
    void stopsAtTheLimits();
    void copesWithThousandsOfEqualNames();
};

/// A file of zeros and nothing else, in an archive that a tool makes.
static QByteArray zeros(const QString &folder, const QString &kind, qint64 size)
{
    QFile file(folder + u"/zeros"_qs);
    if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
        qFatal("no room for the zeros");
    file.close();
    if (kind == u"sparse tar"_qs)
        return tool(u"tar"_qs, {u"-cS"_qs, u"zeros"_qs}, folder);
    if (kind == u"zip"_qs) {
        tool(u"zip"_qs, {u"-q"_qs, u"zeros.zip"_qs, u"zeros"_qs}, folder);
        return contents(folder + u"/zeros.zip"_qs);
    }
    return tool(u"tar"_qs, {u"-c"_qs, u"-I"_qs, kind, u"zeros"_qs}, folder);
}

void ArchiveBombsTest::stopsAFlatBomb_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<qint64>("size");
    QTest::newRow("zip") << u"zip"_qs << (qint64(100) << 20);
    QTest::newRow("tar.gz") << u"gzip"_qs << (qint64(100) << 20);
    QTest::newRow("tar.zst") << u"zstd"_qs << (qint64(300) << 20);
    QTest::newRow("sparse tar") << u"sparse tar"_qs << (qint64(1) << 40);
}

void ArchiveBombsTest::stopsAFlatBomb()
{
    QFETCH(QString, kind);
    QFETCH(qint64, size);
    QTemporaryDir folder;
    const auto bomb = zeros(folder.path(), kind, size);
    peakMemory();
    const auto before = peakMemory();
    const auto sentence =
        u"more than 250 times its size comes out of the body, as out of a decompression bomb; “ratio” says how much "
        "may"_qs;
    QCOMPARE(failureOf(bomb), sentence);
    UnpackStep::Settings one{u"{id}"_qs};
    one.member = u"zeros"_qs;
    QCOMPARE(failureOf(bomb, one), sentence);
    const auto grown = peakMemory() - before;
    QVERIFY2(grown < 32 << 20, qPrintable(QString::number(grown)));
}

void ArchiveBombsTest::stopsWhatHidesInAMemberNobodyWants()
{
    QTemporaryDir folder;
    UnpackStep::Settings one{u"{id}"_qs};
    one.member = u"wanted"_qs;
    QVERIFY(failureOf(zeros(folder.path(), u"gzip"_qs, 100 << 20), one).startsWith(u"more than 250 times"_qs));
}

void ArchiveBombsTest::unpacksNestedBombsByOneLayerOnly()
{
    // like 42.zip: sixteen zips of sixteen zips … of much nothing
    QTemporaryDir folder;
    auto inner = zeros(folder.path(), u"zip"_qs, 100 << 20);
    for (int layer = 0; layer < 3; ++layer) {
        QTemporaryDir place;
        QStringList arguments{u"-q"_qs, u"layer.zip"_qs};
        for (int i = 0; i < 16; ++i) {
            arguments += QString::number(i) + u".layer"_qs; // zip does not compress a “.zip”
            put(place.filePath(arguments.constLast()), inner);
        }
        tool(u"zip"_qs, arguments, place.path());
        inner = contents(place.filePath(u"layer.zip"_qs));
    }
    QVERIFY(inner.size() < 1 << 20);
    const auto output = run(inner);
    QVERIFY(output);
    QCOMPARE(output.value().columns.value(u"unpacked_files"_qs).toInt(), 16);
    QVERIFY(output.value().columns.value(u"unpacked_bytes"_qs).toInteger() < 16 << 20);

    UnpackStep::Settings one{u"{id}"_qs}; // a recipe that goes on and on meets the limit at the last layer
    one.member = u"*"_qs;
    auto body = inner;
    for (int layer = 0; layer < 3; ++layer) {
        const auto next = UnpackStep(one).run({{body}}, {}, {});
        QVERIFY(next);
        body = next.value().body.data;
    }
    const auto last = UnpackStep(one).run({{body}}, m_folders, {});
    QVERIFY(last.failed());
    QVERIFY(last.error().message.startsWith(u"more than 250 times"_qs));
}

void ArchiveBombsTest::stopsAtTheLimits()
{
    UnpackStep::Settings tight{u"{id}"_qs};
    tight.growth.mostBytes = 1 << 20;
    tight.mostFiles = 3;
    const QByteArray half(1 << 19, 'x');
    QCOMPARE(failureOf(packedArchive({{"a", half}, {"b", half}, {"c", "x"}}, Container::TarGzip), tight),
             u"more than 1 MiB come out of the body; “most” says how many may"_qs);
    const auto tooMany = u"the archive holds more than 3 files and folders; “files” says how many may be"_qs;
    QCOMPARE(failureOf(packedArchive({{"a"}, {"b"}, {"c"}, {"d"}}, Container::Zip), tight), tooMany);
    QCOMPARE(failureOf(packedArchive({{"a/b/c/d"}}, Container::Tar), tight), tooMany);
    QVERIFY(run(packedArchive({{"a", half}, {"b", half}, {"c"}}, Container::TarGzip), tight));
}

void ArchiveBombsTest::copesWithThousandsOfEqualNames()
{
    QList<OddMember> members;
    for (int i = 0; i < 2000; ++i)
        members.append(OddMember{"same", "x"});
    const auto output = run(packedArchive(members, Container::TarGzip));
    QVERIFY(output);
    QVERIFY(QFile::exists(output.value().keepsakes.front().scratch + u"/same (2000)"_qs));
}

QTEST_GUILESS_MAIN(ArchiveBombsTest)
#include "tst_archivebombs.moc"
