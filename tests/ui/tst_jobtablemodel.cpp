#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/selectionkeeper.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;

Q_DECLARE_METATYPE(std::vector<sluice::JobId>)

class TestJobTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnlyForWhatIsSeen();
    void showsPlaceholdersUntilRowsCome();
    void dropsAnswersForRowsThatMoved();
    void keepsWhatIsKnownWhenRowsMove();
    void growsByInsertion();
    void refreshAsksAgainForWhatIsSeen();
    void holdsFewRowsOfManyJobs();
    void selectionFollowsTheJobs();
    void selectingEverythingStaysEverything();
};

namespace {

std::vector<JobId> idsFrom(int first, int count)
{
    std::vector<JobId> ids;
    for (int i = 0; i < count; ++i)
        ids.push_back(JobId(first + i));
    return ids;
}

/// Plays the part of the project: remembers what was asked for, and answers when told to.
class FakeProject : public QObject
{
public:
    explicit FakeProject(JobTableModel *model) : m_model(model)
    {
        connect(model, &JobTableModel::rowsWanted, this, [this](int tag, const std::vector<JobId> &ids) {
            asked.push_back({tag, ids});
        });
    }

    void answerAll()
    {
        for (const auto &[tag, ids] : std::exchange(asked, {})) {
            std::vector<JobRow> rows;
            for (const auto id : ids) {
                JobRow row;
                row.id = id;
                row.state = JobState::Succeeded;
                row.url = QStringLiteral("https://example.org/%1?%2").arg(number(id)).arg(version);
                rows.push_back(row);
            }
            m_model->setRows(tag, rows);
        }
    }

    /// Until the model asks for nothing any more.
    void settle()
    {
        for (int i = 0; i < 20; ++i) {
            QCoreApplication::processEvents();
            answerAll();
        }
    }

    std::vector<std::pair<int, std::vector<JobId>>> asked;
    int version = 1;

private:
    JobTableModel *m_model;
};

struct Table
{
    Table() { model.setVisibleRows(0, 39); }

    QString address(int row) const { return model.index(row, addressColumn).data().toString(); }

    static constexpr int addressColumn = 3;
    JobTableModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    FakeProject project{&model};
};

} // namespace

void TestJobTableModel::asksOnlyForWhatIsSeen()
{
    Table table;
    table.model.setIds(idsFrom(1, 100'000));
    QCoreApplication::processEvents();
    QCOMPARE(table.project.asked.size(), 2U); // the page in view, and the next
    QCOMPARE(table.project.asked[0].second, idsFrom(1, 256));
    QCOMPARE(table.project.asked[1].second, idsFrom(257, 256));
    table.project.answerAll();

    table.model.setVisibleRows(50'000, 50'040);
    QCoreApplication::processEvents();
    QCOMPARE(table.project.asked[0].second.front(), JobId(50'000 / 256 * 256 + 1));
}

void TestJobTableModel::showsPlaceholdersUntilRowsCome()
{
    Table table;
    table.model.setIds(idsFrom(1'000, 10));
    QCOMPARE(table.model.index(3, 0).data().toString(), QLocale().toString(1'003));
    QCOMPARE(table.address(3), QStringLiteral("…"));
    QVERIFY(!table.model.index(3, 1).data(JobTableModel::StateRole).isValid());
    table.project.settle();
    QCOMPARE(table.address(3), QStringLiteral("https://example.org/1003?1"));
    QCOMPARE(table.model.index(3, 1).data(JobTableModel::StateRole).toInt(), int(JobState::Succeeded));
}

void TestJobTableModel::dropsAnswersForRowsThatMoved()
{
    Table table;
    table.model.setIds(idsFrom(1, 300));
    QCoreApplication::processEvents();
    const auto late = table.project.asked.front();
    table.project.asked.clear();
    table.model.setIds(idsFrom(100, 300));
    table.model.setRows(late.first, std::vector<JobRow>(256));
    QCOMPARE(table.address(0), QStringLiteral("…"));
    table.project.settle();
    QCOMPARE(table.address(0), QStringLiteral("https://example.org/100?1"));
}

void TestJobTableModel::keepsWhatIsKnownWhenRowsMove()
{
    Table table;
    table.model.setIds(idsFrom(1, 300));
    table.project.settle();
    auto reversed = idsFrom(1, 20);
    std::reverse(reversed.begin(), reversed.end());
    table.model.setIds(reversed);
    QCOMPARE(table.address(0), QStringLiteral("https://example.org/20?1")); // without asking
}

void TestJobTableModel::growsByInsertion()
{
    Table table;
    table.model.setIds(idsFrom(1, 100));
    table.project.settle();
    const QSignalSpy inserted(&table.model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy reset(&table.model, &QAbstractItemModel::modelReset);
    table.model.setIds(idsFrom(1, 100));
    QCOMPARE(inserted.count(), 0);
    table.model.setIds(idsFrom(1, 5'000));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(table.model.rowCount(), 5'000);
    QCOMPARE(table.address(5), QStringLiteral("https://example.org/6?1"));
}

void TestJobTableModel::refreshAsksAgainForWhatIsSeen()
{
    Table table;
    table.model.setIds(idsFrom(1, 10'000));
    table.project.settle();
    table.project.version = 2;
    table.model.refresh();
    QCoreApplication::processEvents();
    QCOMPARE(table.project.asked.size(), 1U); // not for the page that was only fetched ahead
    QCOMPARE(table.address(0), QStringLiteral("https://example.org/1?1"));
    table.project.settle();
    QCOMPARE(table.address(0), QStringLiteral("https://example.org/1?2"));
}

void TestJobTableModel::holdsFewRowsOfManyJobs()
{
    JobPageCache cache(4);
    for (int page = 0; page < 100; ++page)
        cache.use(page, JobPageCache::pageSize);
    QCOMPARE(cache.size(), 4U);
    QVERIFY(cache.find(99));
    QVERIFY(!cache.find(0));
    cache.use(96, JobPageCache::pageSize);
    cache.use(100, JobPageCache::pageSize);
    QVERIFY(cache.find(96)); // used again, so another one went
    QVERIFY(!cache.find(97));
}

void TestJobTableModel::selectionFollowsTheJobs()
{
    Table table;
    table.model.setIds(idsFrom(1, 1'000));
    QItemSelectionModel selection(&table.model);
    const SelectionKeeper keeper(&table.model, &selection, nullptr);
    const auto rows = QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
    selection.setCurrentIndex(table.model.index(10, 2), rows);
    selection.select(table.model.index(500, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);

    auto reversed = idsFrom(1, 1'000);
    std::reverse(reversed.begin(), reversed.end());
    table.model.setIds(reversed);
    QCOMPARE(keeper.selectedIds(), (std::vector{JobId(501), JobId(11)}));
    QCOMPARE(table.model.idAt(selection.currentIndex().row()), JobId(11));

    table.model.setIds(idsFrom(600, 10)); // filtered out, and back
    QVERIFY(keeper.selectedIds().empty());
}

void TestJobTableModel::selectingEverythingStaysEverything()
{
    Table table;
    table.model.setIds(idsFrom(1, 100'000));
    QItemSelectionModel selection(&table.model);
    const SelectionKeeper keeper(&table.model, &selection, nullptr);
    selection.select({table.model.index(0, 0), table.model.index(99'999, table.model.columnCount() - 1)},
                     QItemSelectionModel::Select);
    QVERIFY(keeper.everythingSelected());
    auto shifted = idsFrom(2, 99'999);
    table.model.setIds(shifted);
    QVERIFY(keeper.everythingSelected());
    QCOMPARE(keeper.selectedCount(), 99'999);
}

QTEST_GUILESS_MAIN(TestJobTableModel)
#include "tst_jobtablemodel.moc"
