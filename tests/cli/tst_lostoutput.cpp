// What a command prints into a full disk.
#include "cliprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sluice::test;

class LostOutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isNoticed_data();
    void isNoticed();

private:
    QString project() const { return m_folder.filePath(QStringLiteral("list.sluice")); }

    QTemporaryDir m_folder;
};

void LostOutputTest::initTestCase()
{
    const auto list =
        writeLines(m_folder.filePath(QStringLiteral("list.txt")), {QStringLiteral("http://127.0.0.1:9/")});
    QCOMPARE(runCli({QStringLiteral("import"), project(), list}).code, 0);
}

void LostOutputTest::isNoticed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("status") << QStringList{QStringLiteral("status"), project(), QStringLiteral("--json")};
    QTest::newRow("failures") << QStringList{QStringLiteral("failures"), project()};
    QTest::newRow("steps") << QStringList{QStringLiteral("steps")};
    QTest::newRow("help") << QStringList{QStringLiteral("run"), QStringLiteral("--help")};
    QTest::newRow("version") << QStringList{QStringLiteral("--version")};
}

void LostOutputTest::isNoticed()
{
    QFETCH(QStringList, arguments);
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(QStringLiteral(SLUICE_CLI), arguments);
    const auto ended = endOf(process);
    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains(QStringLiteral("could not be written")), qPrintable(ended.err));
}

QTEST_GUILESS_MAIN(LostOutputTest)
#include "tst_lostoutput.moc"
