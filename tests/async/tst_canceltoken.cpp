#include "async/canceltoken.h"

#include <QTest>

#include <thread>

using namespace sluice;

class CancelTokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDefaultTokenIsNeverCancelled();
    void tokensFollowTheirSource();
    void childrenFollowTheirParent();
    void aChildMayBeCancelledAlone();
    void aChildOfACancelledParentIsCancelled();
    void callsBackOnce();
    void callsBackAtOnceWhenLate();
    void aCallbackThatIsGoneIsNotCalled();
    void isSeenOnOtherThreads();
};

void CancelTokenTest::aDefaultTokenIsNeverCancelled()
{
    const CancelToken token;
    bool called = false;
    const CancelCallback callback(token, [&called] { called = true; });
    QVERIFY(!token.isCancelled());
    QVERIFY(!called);
}

void CancelTokenTest::tokensFollowTheirSource()
{
    CancelSource source;
    const auto token = source.token();
    const auto copy = token;
    QVERIFY(!token.isCancelled());
    source.cancel();
    QVERIFY(token.isCancelled());
    QVERIFY(copy.isCancelled());
    QVERIFY(source.token().isCancelled());
}

void CancelTokenTest::childrenFollowTheirParent()
{
    CancelSource parent;
    const CancelSource child(parent.token());
    const CancelSource grandchild(child.token());
    parent.cancel();
    QVERIFY(child.token().isCancelled());
    QVERIFY(grandchild.token().isCancelled());
}

void CancelTokenTest::aChildMayBeCancelledAlone()
{
    CancelSource parent;
    CancelSource child(parent.token());
    const CancelSource sibling(parent.token());
    child.cancel();
    QVERIFY(child.token().isCancelled());
    QVERIFY(!parent.token().isCancelled());
    QVERIFY(!sibling.token().isCancelled());
}

void CancelTokenTest::aChildOfACancelledParentIsCancelled()
{
    CancelSource parent;
    parent.cancel();
    QVERIFY(CancelSource(parent.token()).token().isCancelled());
}

void CancelTokenTest::callsBackOnce()
{
    CancelSource source;
    int calls = 0;
    const CancelCallback callback(source.token(), [&calls] { ++calls; });
    QCOMPARE(calls, 0);
    source.cancel();
    source.cancel();
    QCOMPARE(calls, 1);
}

void CancelTokenTest::callsBackAtOnceWhenLate()
{
    CancelSource source;
    source.cancel();
    int calls = 0;
    const CancelCallback callback(source.token(), [&calls] { ++calls; });
    QCOMPARE(calls, 1);
}

void CancelTokenTest::aCallbackThatIsGoneIsNotCalled()
{
    CancelSource source;
    int calls = 0;
    {
        const CancelCallback callback(source.token(), [&calls] { ++calls; });
    }
    source.cancel();
    QCOMPARE(calls, 0);
}

void CancelTokenTest::isSeenOnOtherThreads()
{
    CancelSource source;
    std::thread worker([token = source.token()] {
        while (!token.isCancelled())
            std::this_thread::yield();
    });
    source.cancel();
    worker.join(); // hangs, and the test with it, if the token were blind
}

QTEST_GUILESS_MAIN(CancelTokenTest)
#include "tst_canceltoken.moc"
