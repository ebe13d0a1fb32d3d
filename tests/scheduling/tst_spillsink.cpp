#include "scheduling/spillsink.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class SpillSinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsASmallBodyInMemory();
    void putsALargeBodyIntoAFile();
    void leavesNothingWhenItIsGivenUp();
    void saysThatTheDiskRefused();

private:
    QTemporaryDir m_folder;
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files); }
};

void SpillSinkTest::keepsASmallBodyInMemory()
{
    SpillSink sink(8, m_folder.path());
    QVERIFY(sink.write("1234"));
    QVERIFY(sink.write("5678")); // exactly as much as may be
    const auto body = sink.take(u"text/plain"_qs);
    QCOMPARE(body.value().data, QByteArray("12345678"));
    QVERIFY(!body.value().isFile());
    QCOMPARE(body.value().contentType, u"text/plain"_qs);
    QCOMPARE(files(), QStringList());
}

void SpillSinkTest::putsALargeBodyIntoAFile()
{
    SpillSink sink(8, m_folder.path());
    for (const auto *piece : {"1234", "56789", "", "abc"})
        QVERIFY(sink.write(piece));
    auto body = sink.take({});
    QVERIFY(body.value().isFile());
    QCOMPARE(body.value().data, QByteArray());
    QFile file(body.value().file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("123456789abc"));
    body = Body{};
    QCOMPARE(files(), QStringList());
}

void SpillSinkTest::leavesNothingWhenItIsGivenUp()
{
    {
        SpillSink sink(1, m_folder.path());
        QVERIFY(sink.write("1234"));
        QCOMPARE(files().size(), 1);
    }
    QCOMPARE(files(), QStringList());
}

void SpillSinkTest::saysThatTheDiskRefused()
{
    SpillSink sink(1, m_folder.filePath(u"nowhere"_qs));
    const auto written = sink.write("1234");
    QVERIFY(written.failed());
    QCOMPARE(written.error().kind, ErrorKind::Storage);
    QVERIFY(written.error().message.contains(u"nowhere"_qs));
}

QTEST_GUILESS_MAIN(SpillSinkTest)
#include "tst_spillsink.moc"
