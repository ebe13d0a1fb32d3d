// A run with something that holds it back, for real: real servers, a real project file, real threads.
#pragma once

#include "engine/engine.h"
#include "engine/listimport.h"
#include "practice/practiceserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

namespace sluice::test {

class Bottleneck
{
public:
    Bottleneck()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(engine.open(folder.filePath(QStringLiteral("run.sluice"))));
    }
    ~Bottleneck() { engine.close(); } // before the servers

    /// Another server on a port, and so a host, of its own; its address.
    QString addServer()
    {
        servers.push_back(std::make_unique<PracticeServer>());
        return servers.back()->start().value().toString();
    }

    /// %1 in the path is a number.
    void add(const QString &base, const QString &path, int count)
    {
        for (int i = 0; i < count; ++i)
            m_lines.append(base + (path.contains(u'%') ? path.arg(i) : path));
    }

    /// What was added is in the project.
    void fill()
    {
        ListImport import(engine.store());
        QSignalSpy finished(&import, &ListImport::finished);
        import.import({ImportSource::Kind::Text, m_lines.join(QLatin1Char('\n'))}, {});
        QVERIFY(finished.wait(30'000));
    }

    void start(const LimitProfile &limits, const QStringList &steps = {}, const QString &out = {})
    {
        fill();
        auto options = engine.options();
        options.limits = limits;
        options.limits.name = QStringLiteral("custom");
        for (const auto &step : steps) {
            const auto parsed = parseStep(step);
            QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
            options.recipe.steps.push_back(parsed.value());
        }
        options.outDir = out;
        const auto set = engine.setOptions(options, {});
        QVERIFY2(set, set ? "" : qPrintable(set.error().message));
        engine.start();
    }

    /// Runs until the verdict is of that kind, or for a while; what it is then.
    Verdict verdictOf(VerdictKind kind, int atMostMs = 12'000)
    {
        QElapsedTimer waited;
        waited.start();
        while (waited.elapsed() < atMostMs && engine.snapshot().verdict.kind != kind)
            QTest::qWait(50);
        return engine.snapshot().verdict;
    }

    qint64 requests() const
    {
        qint64 sum = 0;
        for (const auto &server : servers)
            sum += server->stats().requests;
        return sum;
    }

    /// By the servers' own count, over a stretch in which nothing changes.
    double requestsPerSecond(int ms)
    {
        const auto before = requests();
        QElapsedTimer length;
        length.start();
        QTest::qWait(ms);
        return static_cast<double>(requests() - before) * 1000 / static_cast<double>(length.elapsed());
    }

    QTemporaryDir folder;
    std::vector<std::unique_ptr<PracticeServer>> servers;
    Engine engine;

private:
    QStringList m_lines;
};

inline LimitProfile limitsOf(int inFlight, int perHost)
{
    LimitProfile limits;
    limits.inFlight = inFlight;
    limits.perHost = perHost;
    return limits;
}

/// The remedy is applied to the running engine; throughput grows by what was forecast, as the servers see it.
inline void checkRemedy(Bottleneck *run, const Verdict &verdict)
{
    QVERIFY2(verdict.change && verdict.gain, qPrintable(verdict.text + verdict.remedy));
    const auto before = run->requestsPerSecond(5'000);
    QSignalSpy notices(&run->engine, &Engine::notice);
    const auto applied = run->engine.applyRemedy(verdict);
    QVERIFY(applied);
    QVERIFY(!run->engine.applyRemedy(verdict)); // it is no more what it was
    QTest::qWait(2'500);                        // what was under way ends
    const auto after = run->requestsPerSecond(5'000);
    const auto gain = after / before - 1;
    const auto seen =
        QStringLiteral("%1 → %2 requests/s is %3 %: %4").arg(before).arg(after).arg(gain * 100).arg(verdict.remedy);
    QVERIFY2(verdict.gain->contains(gain), qPrintable(seen));
    qInfo("%s", qPrintable(seen));
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, 15'000);
    const auto notice = notices.at(0).at(0).toString();
    qInfo("%s", qPrintable(notice));
    QVERIFY2(notice.startsWith(changeText(*verdict.change) + QStringLiteral(" gave +")), qPrintable(notice));
}

} // namespace sluice::test
