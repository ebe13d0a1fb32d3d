#include "pageshots.h"

#include "engine/listimport.h"
#include "photographer.h"
#include "practice/practiceserver.h"
#include "ui/failures/clusterdetail.h"
#include "ui/failures/failurespage.h"
#include "ui/failures/retrydialog.h"
#include "ui/hosts/hostactions.h"
#include "ui/hosts/hostlimitdialog.h"
#include "ui/hosts/hostspage.h"
#include "ui/hosts/hosttablemodel.h"
#include "ui/hosts/hosttableview.h"
#include "ui/importing/importdialog.h"
#include "ui/pages/pagestack.h"
#include "ui/project/queuecontroller.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace std::chrono_literals;

namespace sluice {

/// A run over many hosts: one server is slow, one refuses often, one is paused, one has a limit of its own.
void photographHosts(Photographer &photographer, MainWindow *window, Engine *engine)
{
    constexpr int hosts = 24;
    std::vector<std::unique_ptr<PracticeServer>> servers;
    QStringList bases;
    for (int i = 0; i < hosts; ++i) {
        servers.push_back(std::make_unique<PracticeServer>());
        bases.append(servers.back()->start().value().toString());
    }
    QStringList lines;
    for (int i = 0; i < 400; ++i) {
        for (int h = 0; h < hosts; ++h) {
            const auto path = h == 1           ? QStringLiteral("/delay/1.4?i=%1")
                              : h == 2         ? QStringLiteral("/ratelimit?rps=5&i=%1")
                              : h == 3         ? QStringLiteral("/retry-after/8?i=%1")
                              : i % 9 == h % 9 ? QStringLiteral("/status/503?i=%1")
                              : i % 13 == h    ? QStringLiteral("/truncate?i=%1")
                                               : QStringLiteral("/delay/%2?i=%1").arg(i).arg(0.05 + 0.01 * h);
            lines.append(bases[h] + (path.contains(u'%') ? path.arg(i) : path));
        }
    }
    window->pages()->show(QStringLiteral("hosts"));
    ListImport import(engine->store());
    QSignalSpy imported(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, lines.join(u'\n')}, {});
    imported.wait(20'000);
    setInFlight(engine, 96, 6);
    auto options = engine->options();
    setRule(&options.hostRules, {HostKey{bases[4]}, 2, false});
    setRule(&options.hostRules, {HostKey{bases[5]}, std::nullopt, true});
    if (const auto set = engine->setOptions(options, QStringLiteral("you")); !set)
        std::printf("rules refused: %s\n", qPrintable(set.error().message));
    engine->start();
    QTest::qWait(9'000);
    auto *page = window->hosts();
    page->table()->selectRow(2);
    photographer.window(QStringLiteral("hosts"));
    page->actions()->limit->trigger();
    if (auto *dialog = openDialog<HostLimitDialog>(window)) {
        photographer.dialog(dialog, QStringLiteral("hosts-limit"));
        dialog->close();
    }
    page->search()->setText(QStringLiteral("nowhere"));
    QTest::qWait(600);
    photographer.window(page, QStringLiteral("hosts-nothing"), {page->size()});
    page->search()->clear();
    engine->stop();
    if (!QTest::qWaitFor([engine] { return engine->runState() == RunState::Idle; }, 10'000))
        std::fputs("The run did not stop.\n", stderr);
    QTest::qWait(1'500);
    photographer.window(QStringLiteral("hosts-idle"));
}

static QStringList failingAddresses(const QString &base)
{
    auto elsewhere = QUrl(base);
    elsewhere.setHost(QStringLiteral("localhost"));
    QStringList lines;
    const auto add = [&lines](int count, const QString &address) {
        for (int i = 0; i < count; ++i)
            lines.append(address + QStringLiteral("?x=%1").arg(i));
    };
    add(120, base + QStringLiteral("/bytes/2000"));
    add(60, base + QStringLiteral("/status/404"));
    add(24, elsewhere.toString() + QStringLiteral("/status/404"));
    add(31, base + QStringLiteral("/status/503"));
    add(17, base + QStringLiteral("/truncate"));
    add(9, elsewhere.toString() + QStringLiteral("/reset"));
    add(40, QStringLiteral("http://127.0.0.1:9/refused"));
    add(6, base + QStringLiteral("/hang"));
    add(12, QStringLiteral("http://nowhere.invalid/page"));
    return lines;
}

void photographFailures(Photographer &photographer, MainWindow *window, Engine *engine, const QString &practice)
{
    window->pages()->show(QStringLiteral("warning"));
    auto options = engine->options();
    options.limits.inFlight = 8;
    options.limits.perHost = 4;
    options.limits.retries = 0;
    options.limits.attemptTimeout = 2s;
    if (!engine->setOptions(options, QStringLiteral("you")))
        std::fputs("limits refused\n", stderr);
    window->queue()->add({{ImportSource::Kind::Text, failingAddresses(practice).join(u'\n')}});
    if (auto *dialog = openDialog<ImportDialog>(window)) {
        QTest::qWait(800);
        for (auto *button : dialog->findChildren<QPushButton *>()) {
            if (button->isDefault())
                button->click();
        }
    }
    QTest::qWait(800);
    photographer.window(QStringLiteral("failures-none"));
    window->actions()->start->trigger();
    QTest::qWait(1'000);
    if (!QTest::qWaitFor([&] { return engine->runState() == RunState::Idle; }, 60'000))
        std::fputs("The run did not end in time.\n", stderr);
    QTest::qWait(2'500);
    photographer.window(QStringLiteral("failures"));
    window->failures()->setGroupedByHost(true);
    QTest::qWait(1'000);
    Q_EMIT window->failures()->detail()->ignoreChosen();
    QTest::qWait(1'000);
    photographer.window(QStringLiteral("failures-byhost"));
    Q_EMIT window->failures()->detail()->retryChosen();
    if (auto *dialog = openDialog<RetryDialog>(window)) {
        photographer.dialog(dialog, QStringLiteral("failures-retry"));
        dialog->close();
    }
}

} // namespace sluice
