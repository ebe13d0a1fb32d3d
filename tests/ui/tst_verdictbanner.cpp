#include "cleansettings.h"
#include "engine/snapshot.h"
#include "ui/run/verdictbanner.h"
#include "ui/run/verdictdetails.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;

class VerdictBannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersOnlyWhatCanBeApplied();
    void whatIsOverIsNotFinishing();
    void saysWhatIsApplied();
    void explains();
};

static Snapshot running(bool withChange)
{
    VerdictInput input;
    input.wall = std::chrono::seconds(10);
    input.attempts = 118;
    input.limit = 64;
    input.perHost = 6;
    input.meanInFlight = 6;
    input.threads = 1;
    input.cores = 2;
    input.coresUsed = 0.2;
    input.engineBusy = 0.05;
    input.moreWaiting = true;
    input.waits.add(WaitReason::HostSlot, std::chrono::seconds(240));
    input.waits.add(WaitReason::FirstByte, std::chrono::seconds(59));
    input.waits.add(WaitReason::Body, std::chrono::seconds(1));
    input.firstByte = {520, 640, 900};
    input.hosts = {{QStringLiteral("https://images.example.org"), 6, 24, 0, false}};
    input.refused = withChange ? 0 : 3;
    Snapshot snapshot;
    snapshot.state = RunState::Running;
    snapshot.verdict = judge(input);
    return snapshot;
}

static QPushButton *button(const VerdictBanner &banner, const QString &text)
{
    for (auto *each : banner.findChildren<QPushButton *>()) {
        if (each->text() == text)
            return each;
    }
    return nullptr;
}

void VerdictBannerTest::offersOnlyWhatCanBeApplied()
{
    VerdictBanner banner;
    banner.sampled(running(true));
    QVERIFY(button(banner, QStringLiteral("Apply"))->isVisibleTo(&banner));
    QVERIFY(button(banner, QStringLiteral("Why?"))->isVisibleTo(&banner));
    banner.sampled(running(false)); // a server refuses: nothing is proposed
    QVERIFY(!button(banner, QStringLiteral("Apply"))->isVisibleTo(&banner));
    QVERIFY(button(banner, QStringLiteral("Why?"))->isVisibleTo(&banner));
    auto idle = running(true);
    idle.state = RunState::Idle;
    banner.sampled(idle);
    QVERIFY(!button(banner, QStringLiteral("Apply"))->isVisibleTo(&banner));
    QVERIFY(button(banner, QStringLiteral("Why?"))->isVisibleTo(&banner)); // a run that is over has its reasons too
    auto past = running(true);
    past.asOf = WallTime(std::chrono::hours(1));
    banner.sampled(past);
    QVERIFY(!button(banner, QStringLiteral("Apply"))->isVisibleTo(&banner));
}

void VerdictBannerTest::whatIsOverIsNotFinishing()
{
    Snapshot snapshot;
    snapshot.counts.byState[static_cast<size_t>(JobState::Succeeded)] = 7;
    snapshot.verdict.kind = VerdictKind::Finishing;
    snapshot.verdict.text = QStringLiteral("Finishing: all that is left is for one host.");
    VerdictBanner banner;
    banner.sampled(snapshot);
    QCOMPARE(banner.accessibleName(), QStringLiteral("Finished. 7 succeeded, 0 failed."));
    snapshot.verdict.kind = VerdictKind::Server;
    snapshot.verdict.text = QStringLiteral("Waiting on the server.");
    banner.sampled(snapshot);
    QCOMPARE(banner.accessibleName(), QStringLiteral("Finished. 7 succeeded, 0 failed. Waiting on the server."));
}

void VerdictBannerTest::saysWhatIsApplied()
{
    VerdictBanner banner;
    QSignalSpy asked(&banner, &VerdictBanner::applyRequested);
    const auto snapshot = running(true);
    banner.sampled(snapshot);
    auto *apply = button(banner, QStringLiteral("Apply"));
    QVERIFY(apply->toolTip().contains(QStringLiteral("Per host 6 → 12")));
    QVERIFY(banner.accessibleName().contains(snapshot.verdict.remedy));
    apply->click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).value<Verdict>().change, snapshot.verdict.change);
}

void VerdictBannerTest::explains()
{
    Theme theme;
    const QDir pictures(qEnvironmentVariable("SLUICE_PICTURES"));
    for (const auto scheme : {ColourScheme::Light, ColourScheme::Dark}) {
        theme.setScheme(scheme);
        for (const int width : {900, 1600}) {
            VerdictBanner banner;
            banner.sampled(running(true));
            banner.resize(width, 64);
            banner.show();
            QTest::keyClick(button(banner, QStringLiteral("Why?")), Qt::Key_Space);
            auto *details = banner.findChild<VerdictDetails *>();
            QVERIFY(details && details->isVisible());
            QString said;
            for (auto *label : details->findChildren<QLabel *>()) {
                QCOMPARE(label->textFormat(), Qt::PlainText);
                QVERIFY(label->height() >= label->heightForWidth(label->width()));
                said += label->text() + QLatin1Char('\n');
            }
            QVERIFY(said.contains(QStringLiteral("https://images.example.org: 6 in flight, 24 waiting")));
            QVERIFY(said.contains(QStringLiteral("Little's law")));
            if (!qEnvironmentVariableIsEmpty("SLUICE_PICTURES")) {
                const auto name =
                    QStringLiteral("%1-%2").arg(scheme == ColourScheme::Dark ? u"dark" : u"light").arg(width);
                QVERIFY(banner.grab().save(pictures.filePath(name + QStringLiteral("-banner.png"))));
                QVERIFY(details->grab().save(pictures.filePath(name + QStringLiteral("-why.png"))));
            }
            QTest::keyClick(details, Qt::Key_Escape);
            QVERIFY(!details->isVisible());
        }
    }
}

QTEST_MAIN(VerdictBannerTest)
#include "tst_verdictbanner.moc"
