// A run with something that holds it back, for real: real servers, a real project file, real threads.
#pragma once

#include "engine/projecttest.h"

#include <QElapsedTimer>
#include <QImage>

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

    /// Local ones, each of which takes some 50 ms of a processor.
    void addPictures(int count)
    {
        QImage picture(4000, 3000, QImage::Format_RGB32);
        picture.fill(Qt::darkGreen);
        const auto file = folder.filePath(QStringLiteral("0.jpg"));
        QVERIFY(picture.save(file, "JPEG", 95));
        for (int i = 1; i < count; ++i)
            QVERIFY(QFile::link(file, folder.filePath(QStringLiteral("%1.jpg").arg(i))));
        add(folder.path(), QStringLiteral("/%1.jpg"), count);
    }

    /// %1 in the path is a number.
    void add(const QString &base, const QString &path, int count)
    {
        for (int i = 0; i < count; ++i)
            m_lines.append(base + (path.contains(u'%') ? path.arg(i) : path));
    }

    /// What was added is in the project.
    void fill() { addAddresses(&engine, m_lines); }

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

    /// By the servers' own count.
    qint64 requests() const
    {
        qint64 sum = 0;
        for (const auto &server : servers)
            sum += server->stats().requests;
        return sum;
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

} // namespace sluice::test
