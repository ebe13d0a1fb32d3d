// Limits that hold a run back are named, and raised as proposed they bring what was forecast; where a server has no
// more to give, the forecast says that it may be nothing, and Sluice learns that it was.
#include "engine/bottleneck.h"

using namespace sluice;
using namespace sluice::test;

namespace {

constexpr int beginMs = 2'000; // in which the first answers come
constexpr double widest = 0.50;

/// One run whose remedy is applied to its engine. Throughput is what its servers count.
struct Trial
{
    Bottleneck run;
    QSignalSpy notices{&run.engine, &Engine::notice};
    Verdict verdict{}; ///< that was acted upon
    LimitProfile limits{};
    Verdict later{}; ///< when it was known what came of it
    double before = 0;
    double after = 0;

    double gain() const { return after / before - 1; }
    QString seen() const
    {
        return QStringLiteral("%1 → %2 requests/s is %3 %. %4 %5 %6")
            .arg(before)
            .arg(after)
            .arg(gain() * 100)
            .arg(verdict.text, verdict.remedy, notices.isEmpty() ? QString() : notices.at(0).at(0).toString());
    }
};

/// Requests a second since it was made.
class Count
{
public:
    explicit Count(const Bottleneck *run) : m_run(run), m_first(run->requests()) { m_length.start(); }
    double perSecond() const
    {
        return static_cast<double>(m_run->requests() - m_first) * 1000 / static_cast<double>(m_length.elapsed());
    }

private:
    const Bottleneck *m_run;
    qint64 m_first;
    QElapsedTimer m_length;
};

} // namespace

class RemediesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ofASlowServer();
    void ofTheLimitInFlight();
    void ofTheLimitPerHost();
    void ofTheRate();
    void aServerAtItsPaceMayGiveNoMore();

private:
    void checkKept(const Trial &trial, VerdictKind kind, const LimitChange &change);
    std::vector<Trial *> all();

    Trial m_slow;
    Trial m_inFlight;
    Trial m_perHost;
    Trial m_rate;
    Trial m_busy;
};

std::vector<Trial *> RemediesTest::all()
{
    return {&m_slow, &m_inFlight, &m_perHost, &m_rate, &m_busy};
}

/// Answers that take so long; two of five come sooner, so that they do not all keep in step.
static void addSlow(Bottleneck *run, int thousandths, int count)
{
    const auto server = run->addServer();
    for (int i = 0; i < count; ++i) {
        const auto delay = i % 5 < 2 ? thousandths * (50 + 7 * (i % 7)) / 100 : thousandths;
        run->add(server, QStringLiteral("/delay/0.%1?n=%2").arg(delay, 3, 10, QLatin1Char('0')).arg(i), 1);
    }
}

/// All of them side by side: they mostly wait, and so take no longer than one.
void RemediesTest::initTestCase()
{
    addSlow(&m_slow.run, 800, 1'200);
    m_slow.run.start(limitsOf(64, 12));
    for (int host = 0; host < 3; ++host)
        addSlow(&m_inFlight.run, 500, 500);
    m_inFlight.run.start(limitsOf(10, 8));
    addSlow(&m_perHost.run, 500, 1'200);
    m_perHost.run.start(limitsOf(64, 8));
    m_rate.run.add(m_rate.run.addServer(), QStringLiteral("/json/%1"), 1'500);
    auto atARate = limitsOf(64, 6);
    atARate.ratePerSecond = 20;
    m_rate.run.start(atARate);
    m_busy.run.add(m_busy.run.addServer(), QStringLiteral("/workers/6?seconds=0.4&n=%1"), 800);
    m_busy.run.start(limitsOf(64, 12));

    QTest::qWait(beginMs);
    std::vector<Count> counts;
    for (auto *trial : all())
        counts.emplace_back(&trial->run);
    QTest::qWait(8'000);
    for (size_t i = 0; i < counts.size(); ++i) {
        auto &trial = *all()[i];
        trial.before = counts[i].perSecond();
        trial.verdict = trial.run.engine.snapshot().verdict;
        if (!trial.verdict.change)
            continue; // its test says so
        QVERIFY(trial.run.engine.applyRemedy(trial.verdict));
        QVERIFY(!trial.run.engine.applyRemedy(trial.verdict)); // it is no more what it was
        trial.limits = trial.run.engine.options().limits;
        auto options = trial.run.engine.options();
        options.nameTemplate += QStringLiteral("-2"); // no limit: what was forecast is still looked after
        QVERIFY(trial.run.engine.setOptions(options, QStringLiteral("you")));
    }
    QTest::qWait(2'500); // what was under way ends
    counts.clear();
    for (auto *trial : all())
        counts.emplace_back(&trial->run);
    const auto allSaid = [this] {
        return std::ranges::none_of(all(), [](auto *trial) { return trial->notices.isEmpty(); });
    };
    static_cast<void>(QTest::qWaitFor(allSaid, 20'000)); // who says nothing fails its test
    for (size_t i = 0; i < counts.size(); ++i) {
        auto &trial = *all()[i];
        trial.after = counts[i].perSecond();
        trial.later = trial.run.engine.snapshot().verdict;
        qInfo("%s", qPrintable(trial.seen()));
    }
}

void RemediesTest::checkKept(const Trial &trial, VerdictKind kind, const LimitChange &change)
{
    QCOMPARE(verdictKindName(trial.verdict.kind), verdictKindName(kind));
    QCOMPARE(trial.verdict.limit, change.field);
    QCOMPARE(trial.verdict.change, change);
    QVERIFY(trial.verdict.gain);
    const auto forecast = *trial.verdict.gain;
    QVERIFY2(forecast.high - forecast.low <= widest + 1e-9, qPrintable(trial.seen()));
    QVERIFY2(forecast.contains(trial.gain()), qPrintable(trial.seen()));
    QCOMPARE(trial.notices.size(), 1);
    const auto notice = trial.notices.at(0).at(0).toString();
    QVERIFY2(notice.startsWith(changeText(change) + QStringLiteral(" gave +")), qPrintable(notice));
    QVERIFY2(notice.contains(QStringLiteral(" %, as forecast (+")), qPrintable(notice));
}

void RemediesTest::ofASlowServer()
{
    checkKept(m_slow, VerdictKind::Server, {LimitField::PerHost, 12, 24});
    QCOMPARE(m_slow.limits.perHost, 24);
    QVERIFY(m_slow.verdict.text.startsWith(QStringLiteral("Waiting on http://127.0.0.1:")));
    QCOMPARE(m_slow.run.servers.front()->stats().peakInFlight, 24);
}

void RemediesTest::ofTheLimitInFlight()
{
    checkKept(m_inFlight, VerdictKind::OwnLimit, {LimitField::InFlight, 10, 20});
    QCOMPARE(m_inFlight.limits.inFlight, 20);
}

void RemediesTest::ofTheLimitPerHost()
{
    checkKept(m_perHost, VerdictKind::HostLimit, {LimitField::PerHost, 8, 16});
    QVERIFY(!m_perHost.verdict.host.isEmpty());
    QCOMPARE(m_perHost.limits.perHost, 16);
    QCOMPARE(m_perHost.run.servers.front()->stats().peakInFlight, 16);
}

void RemediesTest::ofTheRate()
{
    checkKept(m_rate, VerdictKind::Rate, {LimitField::RatePerSecond, 20, 40});
    QCOMPARE(m_rate.limits.ratePerSecond, 40.0);
}

void RemediesTest::aServerAtItsPaceMayGiveNoMore()
{
    // six workers who take 0.4 s each: twelve wait 0.8 s, as steadily as with a server that is merely slow; but the
    // first six did not
    QCOMPARE(verdictKindName(m_busy.verdict.kind), verdictKindName(VerdictKind::Server));
    QCOMPARE(m_busy.verdict.change, (LimitChange{LimitField::PerHost, 12, 24}));
    QVERIFY2(m_busy.verdict.remedy.contains(QStringLiteral("it may bring nothing")), qPrintable(m_busy.seen()));
    QVERIFY2(m_busy.verdict.gain->contains(0), qPrintable(m_busy.seen()));
    QVERIFY2(std::abs(m_busy.gain()) < 0.15, qPrintable(m_busy.seen()));
    QCOMPARE(m_busy.notices.size(), 1);
    // and it has learnt from it
    QVERIFY2(!m_busy.later.change, qPrintable(m_busy.later.remedy));
    QCOMPARE(m_busy.later.remedy, QStringLiteral("More at once did not make this run faster so far."));
}

QTEST_GUILESS_MAIN(RemediesTest)
#include "tst_remedies.moc"
