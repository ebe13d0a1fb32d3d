// Changes of many jobs, and their undoing: exactly what has not moved since goes back.
#include "storefixture.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <QTest>

#include <future>

using namespace sluice;
using namespace sluice::test;

class UndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void retryIsUndone();
    void cancelIsUndone();
    void whatHasBegunStays();
    void whatOnlyWaitsIsTakenBack();
    void aJobTakenBackMayGoOutAgain();
    void whatIsGivenBackMeanwhileGoesOutAgain();
    void eachChangeIsUndoneOnce();
    void onlySoManyAreRemembered();
    void nothingIsLeftAfterReopening();

private:
    BulkChange change(BulkAct act, const JobFilter &filter = {});
    BulkUndo undo(qint64 number);
    void failAll(int count);
    qint64 of(JobState state) { return m_project->store().counts().of(state); }

    std::unique_ptr<StoreFixture> m_project;
};

void UndoTest::init()
{
    m_project = std::make_unique<StoreFixture>();
    QCOMPARE(m_project->open(), QString());
}

BulkChange UndoTest::change(BulkAct act, const JobFilter &filter)
{
    std::promise<BulkChange> done;
    m_project->store().change(act, filter,
                              [&done](const Result<BulkChange> &result) { done.set_value(result.value()); });
    return done.get_future().get();
}

BulkUndo UndoTest::undo(qint64 number)
{
    std::promise<BulkUndo> done;
    m_project->store().undo(number, [&done](const Result<BulkUndo> &result) { done.set_value(result.value()); });
    return done.get_future().get();
}

void UndoTest::failAll(int count)
{
    m_project->import(pages(QStringLiteral("a.example"), count));
    for (const auto &job : m_project->claim(count).jobs) {
        auto record = ended(job, JobState::Failed);
        record.phase = WaitReason::FirstByte;
        record.finalUrl = QStringLiteral("http://elsewhere.example/");
        record.columns = {{QStringLiteral("half"), 1}};
        m_project->record(record);
    }
    QVERIFY(m_project->flush());
}

void UndoTest::retryIsUndone()
{
    failAll(5);
    const auto before = m_project->row(3);
    JobFilter some;
    some.ids = {JobId(2), JobId(3), JobId(4)};
    const auto retried = change(BulkAct::Requeue, some);
    QCOMPARE(retried.jobs, 3);
    QVERIFY(retried.undo != 0);
    QCOMPARE(m_project->row(3).state, JobState::Queued);
    QVERIFY(!m_project->row(3).errorPhase);
    const auto undone = undo(retried.undo);
    QCOMPARE(undone.jobs, 3);
    QCOMPARE(undone.left, 0);
    QCOMPARE(of(JobState::Failed), 5);
    const auto after = m_project->row(3);
    QCOMPARE(after.state, before.state);
    QCOMPARE(after.attempts, before.attempts);
    QCOMPARE(after.error, before.error);
    QCOMPARE(after.errorPhase, std::optional(WaitReason::FirstByte));
    QCOMPARE(after.finalUrl, before.finalUrl);
    QCOMPARE(after.columns, before.columns);
    QCOMPARE(after.startedAt, before.startedAt);
}

void UndoTest::cancelIsUndone()
{
    m_project->import(pages(QStringLiteral("a.example"), 3));
    m_project->end(m_project->claim(1).jobs.front(), JobState::Retrying);
    QVERIFY(m_project->flush());
    const auto due = m_project->row(1).dueAt;
    QVERIFY(due);
    const auto cancelled = change(BulkAct::Cancel);
    QCOMPARE(cancelled.jobs, 3);
    QCOMPARE(of(JobState::Cancelled), 3);
    QCOMPARE(undo(cancelled.undo).jobs, 3);
    QCOMPARE(of(JobState::Queued), 2);
    QCOMPARE(of(JobState::Retrying), 1);
    QCOMPARE(m_project->row(1).dueAt, due);
    QCOMPARE(m_project->claim(5).jobs.size(), 2u); // they can be given out; the third is not due
}

void UndoTest::whatHasBegunStays()
{
    failAll(4);
    const auto retried = change(BulkAct::Requeue);
    const auto claim = m_project->claim(3);
    QVERIFY(m_project->store().mayBegin(claim.jobs[0].id));
    QVERIFY(m_project->store().mayBegin(claim.jobs[1].id));
    m_project->store().markRunning(claim.jobs[1].id, someday);
    m_project->end(claim.jobs[0], JobState::Succeeded);
    const auto undone = undo(retried.undo);
    QCOMPARE(undone.jobs, 2);
    QCOMPARE(undone.left, 2);
    m_project->end(claim.jobs[1], JobState::Failed); // its result is still taken
    QVERIFY(m_project->flush());
    QCOMPARE(m_project->row(1).state, JobState::Succeeded);
    QCOMPARE(m_project->reader()->detail(JobId(2)).value().attempts.size(), 2u);
    QCOMPARE(of(JobState::Failed), 3);
}

void UndoTest::whatOnlyWaitsIsTakenBack()
{
    m_project->import(pages(QStringLiteral("a.example"), 2));
    const auto claim = m_project->claim(2);
    QVERIFY(m_project->store().mayBegin(claim.jobs[0].id));
    QCOMPARE(change(BulkAct::Cancel).jobs, 1);
    QVERIFY(!m_project->store().mayBegin(claim.jobs[1].id));
    m_project->end(claim.jobs[0], JobState::Succeeded);
    QVERIFY(m_project->flush());
    QCOMPARE(of(JobState::Succeeded), 1);
    QCOMPARE(of(JobState::Cancelled), 1);
}

void UndoTest::aJobTakenBackMayGoOutAgain()
{
    m_project->import(pages(QStringLiteral("a.example"), 1));
    const auto first = m_project->claim(1).jobs.front();
    const auto cancelled = change(BulkAct::Cancel);
    QCOMPARE(undo(cancelled.undo).jobs, 1);
    const auto again = m_project->claim(1);
    QCOMPARE(again.jobs.size(), 1u); // while whoever held it first has not asked yet
    QVERIFY(!m_project->store().mayBegin(first.id));
    QVERIFY(m_project->store().mayBegin(again.jobs.front().id));
    m_project->end(again.jobs.front(), JobState::Succeeded);
    QVERIFY(m_project->flush());
    QCOMPARE(of(JobState::Succeeded), 1);

    // The one that was taken back is given back instead: the run was stopped.
    m_project->import(pages(QStringLiteral("b.example"), 1));
    const auto held = m_project->claim(1).jobs.front();
    QCOMPARE(undo(change(BulkAct::Cancel).undo).jobs, 1);
    const auto second = m_project->claim(1).jobs.front();
    m_project->store().release(held.id);
    QVERIFY(m_project->claim(1).jobs.empty());
    m_project->store().release(second.id);
    QCOMPARE(m_project->claim(1).jobs.size(), 1u);
}

/// The run is stopped while a change of many waits for its turn.
void UndoTest::whatIsGivenBackMeanwhileGoesOutAgain()
{
    m_project->import(pages(QStringLiteral("a.example"), 2));
    const auto claim = m_project->claim(2);
    std::promise<BulkChange> done;
    {
        SQLite::Database other(m_project->path().toStdString(), SQLite::OPEN_READWRITE);
        const SQLite::Transaction writing(other, SQLite::TransactionBehavior::IMMEDIATE);
        m_project->store().change(BulkAct::Cancel, {},
                                  [&done](const Result<BulkChange> &result) { done.set_value(result.value()); });
        for (const auto &job : claim.jobs)
            m_project->store().release(job.id);
    }
    QCOMPARE(done.get_future().get().jobs, 0); // to whoever held them it was said that they go back as they are
    const auto again = m_project->claim(2);
    QCOMPARE(again.jobs.size(), 2u);
    for (const auto &job : again.jobs)
        QVERIFY(m_project->store().mayBegin(job.id));
}

void UndoTest::eachChangeIsUndoneOnce()
{
    failAll(2);
    const auto retried = change(BulkAct::Requeue);
    QCOMPARE(undo(retried.undo).jobs, 2);
    const auto again = undo(retried.undo);
    QCOMPARE(again.jobs, 0);
    QCOMPARE(again.left, 0);
    QCOMPARE(of(JobState::Failed), 2);
    JobFilter none;
    none.status = 999;
    QCOMPARE(change(BulkAct::Requeue, none).undo, 0);
}

void UndoTest::onlySoManyAreRemembered()
{
    failAll(1);
    const auto first = change(BulkAct::Requeue);
    QCOMPARE(change(BulkAct::Cancel).jobs, 1);
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(change(BulkAct::Requeue).jobs, 1);
        QCOMPARE(change(BulkAct::Cancel).jobs, 1);
    }
    QCOMPARE(undo(first.undo).left, 0); // forgotten
    QCOMPARE(of(JobState::Cancelled), 1);
}

void UndoTest::nothingIsLeftAfterReopening()
{
    failAll(2);
    const auto retried = change(BulkAct::Requeue);
    m_project->reopen();
    QCOMPARE(undo(retried.undo).jobs, 0);
    QCOMPARE(of(JobState::Queued), 2);
    m_project->close();
    SQLite::Database file(m_project->path().toStdString());
    QCOMPARE(file.execAndGet("SELECT COUNT(*) FROM undo_jobs").getInt(), 0);
}

QTEST_GUILESS_MAIN(UndoTest)
#include "tst_undo.moc"
