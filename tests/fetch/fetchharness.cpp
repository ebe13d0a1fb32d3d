#include "fetchharness.h"

#include <QTest>

namespace sluice::test {

namespace {

QCoro::Task<> keep(Fetcher *fetcher, FetchRequest request, BodySink *sink, CancelToken token,
                   FetchHarness::Pending place)
{
    auto report = co_await fetcher->fetch(request, sink, token);
    place->emplace(std::move(report));
}

} // namespace

FetchHarness::~FetchHarness()
{
    scope.cancel();
    if (!QTest::qWaitFor([this] { return scope.remaining() == 0; }, 10000))
        qFatal("a fetch did not end when it was cancelled");
}

FetchHarness::Pending FetchHarness::start(FetchRequest request, BodySink *target, CancelToken token)
{
    auto place = std::make_shared<std::optional<FetchReport>>();
    const auto effective = token.stopToken().stop_possible() ? token : scope.token();
    scope.spawn(keep(fetcher.get(), std::move(request), target, effective, place));
    return place;
}

FetchReport FetchHarness::run(FetchRequest request)
{
    sink.take();
    const auto place = start(std::move(request), &sink);
    if (QTest::qWaitFor([&place] { return place->has_value(); }, 10000))
        return **place;
    QTest::qFail("the fetch did not end within ten seconds", __FILE__, __LINE__);
    return {};
}

QString describe(const Result<void> &ending)
{
    switch (ending.outcome()) {
    case Outcome::Succeeded:
        return {};
    case Outcome::Cancelled:
        return QStringLiteral("cancelled");
    case Outcome::Failed:
        return errorKindName(ending.error().kind) + QLatin1StringView(": ") + ending.error().message;
    }
    Q_UNREACHABLE();
}

FetchEngine engineUnderTest()
{
    QFETCH_GLOBAL(FetchEngine, engine);
    return engine;
}

void addEngineRows()
{
    QTest::addColumn<FetchEngine>("engine");
    QTest::newRow("curl") << FetchEngine::Curl;
    QTest::newRow("qt") << FetchEngine::Qt;
}

} // namespace sluice::test
