// Who keeps a real place in flight while it pauses before another try is found, and who gives it back is not.
#include "async/lintstage.h"
#include "async/retrying.h"
#include "scheduling/limiter.h"
#include "support/coroutinetest.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;
using test::one;
using test::Stage;

class HeldPlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlaceKeptInAPauseIsNamed();
    void aPlaceGivenBackIsLetPass();
};

namespace {

const HostKey theHost{QStringLiteral("https://example.org")};

QCoro::Task<int> fails(int)
{
    co_return 0;
}

QCoro::Task<> fetchAgainAndAgain(Limiter *limiter, Clock *clock, CancelToken token, bool keepsPlace)
{
    auto permit = co_await limiter->acquire(theHost, token);
    if (!keepsPlace)
        permit.release();
    std::function<QCoro::Task<int>(int)> operation = fails;
    std::function<std::optional<Duration>(const int &, int)> decide = [](const int &, int) {
        return Duration(10s);
    };
    co_await retrying(clock, token, std::move(operation), std::move(decide));
}

/// What is found while it pauses, and how many places are taken then.
std::pair<QStringList, int> seenInThePause(bool keepsPlace, QString *text)
{
    Stage stage;
    Limiter limiter(&stage.clock);
    stage.scope.spawn({"job", 4, theHost.name, 1},
                      [&](CancelToken own) { return fetchAgainAndAgain(&limiter, &stage.clock, own, keepsPlace); });
    test::settle();
    stage.clock.advance(1s);
    const auto names = stage.names();
    const auto lints = stage.snapshot().lints;
    *text = lints.empty() ? QString() : lints[0].text;
    const auto taken = limiter.inFlight();
    const test::Watched<void> joined(stage.scope.cancelAndJoin());
    joined.ends();
    return {names, taken};
}

} // namespace

void HeldPlacesTest::aPlaceKeptInAPauseIsNamed()
{
    QString text;
    const auto [names, taken] = seenInThePause(true, &text);
    QCOMPARE(names, one("backoff-with-place"));
    QCOMPARE(taken, 1);
    QVERIFY2(text.startsWith(QStringLiteral("job 4 ")) && text.contains(theHost.name), qPrintable(text));
}

void HeldPlacesTest::aPlaceGivenBackIsLetPass()
{
    QString text;
    const auto [names, taken] = seenInThePause(false, &text);
    QCOMPARE(names, QStringList());
    QCOMPARE(taken, 0);
}

QTEST_GUILESS_MAIN(HeldPlacesTest)
#include "tst_heldplaces.moc"
