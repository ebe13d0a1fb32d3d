#include "core/result.h"

#include <QTest>

#include <memory>

using namespace sluice;

class ResultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasExactlyOneEnding();
    void handsItsValueOver();
    void worksWithoutAValue();
};

static Result<int> ending(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded:
        return 7;
    case Outcome::Failed:
        return Error{ErrorKind::Dns, u"no such host"_qs};
    case Outcome::Cancelled:
        return Cancelled{};
    }
    Q_UNREACHABLE();
}

void ResultTest::hasExactlyOneEnding()
{
    for (const auto outcome : {Outcome::Succeeded, Outcome::Failed, Outcome::Cancelled}) {
        const auto result = ending(outcome);
        QCOMPARE(result.outcome(), outcome);
        QCOMPARE(static_cast<bool>(result), outcome == Outcome::Succeeded);
        QCOMPARE(result.failed(), outcome == Outcome::Failed);
        QCOMPARE(result.cancelled(), outcome == Outcome::Cancelled);
    }
    QCOMPARE(ending(Outcome::Succeeded).value(), 7);
    QCOMPARE(ending(Outcome::Failed).error(), (Error{ErrorKind::Dns, u"no such host"_qs}));
    QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, static_cast<void>(ending(Outcome::Failed).value()));
    QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, static_cast<void>(ending(Outcome::Cancelled).error()));
}

void ResultTest::handsItsValueOver()
{
    Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
    *result.value() = 8;
    const std::unique_ptr<int> taken = std::move(result).value();
    QCOMPARE(*taken, 8);
}

void ResultTest::worksWithoutAValue()
{
    QVERIFY(success());
    const Result<void> failed = Error{ErrorKind::Storage, u"disk full"_qs};
    QVERIFY(failed.failed());
    QCOMPARE(failed.error().kind, ErrorKind::Storage);
    const Result<void> cancelled = Cancelled{};
    QVERIFY(cancelled.cancelled());
}

QTEST_GUILESS_MAIN(ResultTest)
#include "tst_result.moc"
