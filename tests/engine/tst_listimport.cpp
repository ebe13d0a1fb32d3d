#include "engine/engine.h"
#include "engine/listimport.h"
#include "engine/tableexport.h"
#include "store/projectreader.h"
#include "store/projectstore.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class ListImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void scanCountsAndStoresNothing();
    void skipsDuplicatesOfListAndProject();
    void keepsDuplicatesWhenAsked();
    void cancelledImportLeavesNothing();
    void aCutShortListLeavesNothing();
    void columnsReachTheExport_data();
    void columnsReachTheExport();
    void aListsOwnNamesAreKeptApart();
    void exportsWhatTheFilterShows();
    void aCancelledExportLeavesNothing_data();
    void aCancelledExportLeavesNothing();

private:
    Result<ImportReport> run(const ImportSource &source, const ImportOptions &options, bool store);
    static ImportSource text(const QString &lines) { return {ImportSource::Kind::Text, lines}; }

    QTemporaryDir m_folder;
    std::unique_ptr<Engine> m_engine;
};

void ListImportTest::init()
{
    m_engine = std::make_unique<Engine>();
    QVERIFY(m_engine->open(QString()));
}

Result<ImportReport> ListImportTest::run(const ImportSource &source, const ImportOptions &options, bool store)
{
    ListImport import(m_engine->store());
    Result<ImportReport> report = Cancelled{};
    bool ended = false;
    connect(&import, &ListImport::finished, this, [&](const Result<ImportReport> &result) {
        report = result;
        ended = true;
    });
    if (store)
        import.import(source, options);
    else
        import.scan(source, options);
    if (!QTest::qWaitFor([&ended] { return ended; }, 20000))
        return Error{ErrorKind::Internal, QStringLiteral("did not end")};
    return report;
}

void ListImportTest::scanCountsAndStoresNothing()
{
    const auto report =
        run(text(QStringLiteral("http://a/1\nnonsense\nhttp://a/1\nhttp://a/2\nftp://x/\n")), {}, false);
    QVERIFY(report);
    QCOMPARE(report.value().good, 3);
    QCOMPARE(report.value().duplicates, 1);
    QCOMPARE(report.value().rejected, 2);
    QCOMPARE(report.value().firstRejected[0].line, 2);
    QCOMPARE(report.value().firstRejected[1].line, 5);
    QCOMPARE(report.value().firstGood.size(), 3);
    QCOMPARE(m_engine->snapshot().counts.total(), 0);
}

void ListImportTest::skipsDuplicatesOfListAndProject()
{
    ImportOptions skip;
    skip.skipDuplicates = true;
    QCOMPARE(run(text(QStringLiteral("http://a/1\nhttp://a/1\nhttp://a/2")), skip, true).value().good, 2);
    const auto again = run(text(QStringLiteral("http://a/2\nhttp://a/3#part\nhttp://a/3")), skip, true);
    QCOMPARE(again.value().good, 1);
    QCOMPARE(again.value().duplicates, 2);
    QCOMPARE(m_engine->snapshot().counts.total(), 3);
}

void ListImportTest::keepsDuplicatesWhenAsked()
{
    QCOMPARE(run(text(QStringLiteral("http://a/1\nhttp://a/1")), {}, true).value().good, 2);
    QCOMPARE(m_engine->snapshot().counts.total(), 2);
}

void ListImportTest::cancelledImportLeavesNothing()
{
    QFile list(m_folder.filePath(QStringLiteral("long.txt")));
    QVERIFY(list.open(QIODevice::WriteOnly));
    for (int i = 0; i < 300000; ++i)
        list.write("http://a.example/" + QByteArray::number(i) + '\n');
    list.close();
    ListImport import(m_engine->store());
    std::optional<Outcome> outcome;
    connect(&import, &ListImport::finished, this, [&outcome](const auto &result) { outcome = result.outcome(); });
    QSignalSpy progress(&import, &ListImport::progress);
    import.import(ImportSource::of(list.fileName()), {});
    QVERIFY(progress.wait());
    import.cancel();
    QTRY_COMPARE(outcome, Outcome::Cancelled);
    QCOMPARE(m_engine->snapshot().counts.total(), 0);
    auto reader = ProjectReader::open(m_engine->projectPath());
    QCOMPARE(reader.value()->ids({}, {}).value().size(), size_t(0));
}

void ListImportTest::aCutShortListLeavesNothing()
{
    QFile list(m_folder.filePath(QStringLiteral("cut.txt.gz")));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write(QByteArray::fromHex("1f8b0800000000000003cb28292928b6d2d74fd433e4ca")); // a good beginning, no end
    list.close();
    const auto report = run(ImportSource::of(list.fileName()), {}, true);
    QVERIFY(report.failed());
    QVERIFY2(report.error().message.contains(list.fileName()), qPrintable(report.error().message));
    QCOMPARE(m_engine->snapshot().counts.total(), 0);
}

void ListImportTest::columnsReachTheExport_data()
{
    QTest::addColumn<QString>("list");
    QTest::newRow("csv") << QStringLiteral("url,colour\nhttp://a/1,red\nhttp://a/2,\"blue, or green\"\n");
    QTest::newRow("tsv") << QStringLiteral("url\tcolour\nhttp://a/1\tred\nhttp://a/2\tblue, or green\n");
    QTest::newRow("jsonl") << QStringLiteral("{\"url\":\"http://a/1\",\"colour\":\"red\"}\n"
                                             "{\"url\":\"http://a/2\",\"colour\":\"blue, or green\"}\n");
}

void ListImportTest::columnsReachTheExport()
{
    QFETCH(QString, list);
    QVERIFY(run(text(list), {}, true));
    TableExport table(m_engine->projectPath());
    QSignalSpy finished(&table, &TableExport::finished);
    ExportRequest request;
    request.fileName = m_folder.filePath(QStringLiteral("colours.csv"));
    request.columns = {QStringLiteral("url"), QStringLiteral("colour")};
    table.start(request);
    QVERIFY(finished.wait());
    QFile file(request.fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "url,colour\r\nhttp://a/1,red\r\nhttp://a/2,\"blue, or green\"\r\n");
}

void ListImportTest::aListsOwnNamesAreKeptApart()
{
    QVERIFY(run(text(QStringLiteral("url,id,state\nhttp://a/1,A17,Ohio\n")), {}, true));
    TableExport table(m_engine->projectPath());
    QSignalSpy finished(&table, &TableExport::finished);
    ExportRequest request;
    request.fileName = m_folder.filePath(QStringLiteral("own.csv"));
    request.columns = {QStringLiteral("id"), QStringLiteral("id_2"), QStringLiteral("state"),
                       QStringLiteral("state_2")};
    table.start(request);
    QVERIFY(finished.wait());
    QFile file(request.fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "id,id_2,state,state_2\r\n1,A17,queued,Ohio\r\n");
}

void ListImportTest::exportsWhatTheFilterShows()
{
    QVERIFY(run(text(QStringLiteral("http://a/1\nhttp://a/2\nhttp://b/1")), {}, true));
    TableExport table(m_engine->projectPath());
    QSignalSpy finished(&table, &TableExport::finished);
    ExportRequest request;
    request.fileName = m_folder.filePath(QStringLiteral("some.jsonl"));
    request.filter.hosts = {QStringLiteral("http://a")};
    request.columns = {QStringLiteral("id")};
    table.start(request);
    QVERIFY(finished.wait());
    QFile file(request.fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "{\"id\":1}\n{\"id\":2}\n");
}

void ListImportTest::aCancelledExportLeavesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("table") << QStringLiteral("cancelled.csv");
    QTest::newRow("report") << QStringLiteral("cancelled.html");
}

void ListImportTest::aCancelledExportLeavesNothing()
{
    QFETCH(QString, name);
    QVERIFY(run(text(QStringLiteral("http://a/1\nhttp://a/2")), {}, true));
    RunRecord record;
    record.started = WallTime(std::chrono::seconds(1'000));
    m_engine->store()->beginRun(record);
    QVERIFY(m_engine->requeue({})); // blocks until a commit has it
    TableExport table(m_engine->projectPath());
    std::optional<Result<qint64>> result;
    connect(&table, &TableExport::finished, this, [&result](const Result<qint64> &ended) { result = ended; });
    ExportRequest request;
    request.fileName = m_folder.filePath(name);
    table.start(request);
    table.cancel();
    QTRY_VERIFY(result);
    QVERIFY(result->cancelled());
    QVERIFY(!QFile::exists(request.fileName));
}

QTEST_GUILESS_MAIN(ListImportTest)
#include "tst_listimport.moc"
