#include "core/jobstate.h"

#include <QTest>

using namespace sluice;

class JobStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesOnlyLegally();
    void knowsWhatIsFinished();
    void namesComeBack();
    void numbersAreThoseInProjectFiles();
};

void JobStateTest::movesOnlyLegally()
{
    // to:     queued running retrying succeeded failed cancelled
    const std::array<std::array<bool, 6>, 6> legal{{
        {false, true, false, false, false, true},  // from queued
        {true, false, true, true, true, true},     // running
        {true, true, false, false, false, true},   // retrying
        {true, false, false, false, false, false}, // succeeded
        {true, false, false, false, false, false}, // failed
        {true, false, false, false, false, false}, // cancelled
    }};
    for (const auto from : allJobStates) {
        for (const auto to : allJobStates) {
            QVERIFY2(isLegalTransition(from, to) == legal[static_cast<size_t>(from)][static_cast<size_t>(to)],
                     qPrintable(jobStateName(from) + u" to "_qs + jobStateName(to)));
        }
    }
}

void JobStateTest::knowsWhatIsFinished()
{
    for (const auto state : allJobStates) {
        const bool expected = state == JobState::Succeeded || state == JobState::Failed || state == JobState::Cancelled;
        QCOMPARE(isFinished(state), expected);
        if (expected)
            QVERIFY(!isLegalTransition(state, JobState::Running)); // never without being queued again
    }
}

void JobStateTest::namesComeBack()
{
    for (const auto state : allJobStates)
        QCOMPARE(jobStateFromName(QString(jobStateName(state))), std::optional(state));
    for (const auto &wrong : {u""_qs, u"Queued"_qs, u"done"_qs, u"queued "_qs})
        QVERIFY(!jobStateFromName(wrong));
}

void JobStateTest::numbersAreThoseInProjectFiles()
{
    QStringList story;
    for (const auto state : allJobStates)
        story << QStringLiteral("%1 %2").arg(static_cast<int>(state)).arg(jobStateName(state));
    QCOMPARE(story.join(u", "_qs), u"0 queued, 1 running, 2 retrying, 3 succeeded, 4 failed, 5 cancelled"_qs);
}

QTEST_GUILESS_MAIN(JobStateTest)
#include "tst_jobstate.moc"
