#include "ui/hosts/hostactions.h"

#include "core/humanize.h"
#include "engine/engine.h"
#include "engine/hostrules.h"
#include "ui/hosts/hostlimitdialog.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace sluice {

namespace {

constexpr size_t mostRetried = 10; // hosts at once: each is a write that is waited for

} // namespace

HostActions::HostActions(Engine *engine, MessageBar *messages, QWidget *page)
    : QObject(page), m_engine(engine), m_messages(messages), m_page(page)
{
    limit = make(tr("&Limit this host…"), "settings", QKeySequence(tr("F2")),
                 tr("How many requests may be under way there at once"));
    pause = make(tr("&Pause this host"), "pause", QKeySequence(tr("Ctrl+Shift+P")),
                 tr("Let nobody in to it; what is under way finishes"));
    retry = make(tr("&Retry its failures"), "retrying", QKeySequence(tr("Ctrl+Shift+R")),
                 tr("Queue its failed jobs again"));
    showJobs =
        make(tr("Show its &jobs"), "list", QKeySequence(tr("Ctrl+J")), tr("The table of jobs, of this host only"));
    copy = make(tr("&Copy name"), "copy", QKeySequence::Copy, tr("Put the name on the clipboard"));
    connect(limit, &QAction::triggered, this, &HostActions::askForLimit);
    connect(pause, &QAction::triggered, this, &HostActions::pauseOrGoOn);
    connect(retry, &QAction::triggered, this, &HostActions::retryFailures);
    connect(copy, &QAction::triggered, this, &HostActions::copyNames);
    connect(showJobs, &QAction::triggered, this, [this] { Q_EMIT jobsWanted(m_rows.front().host.name); });
    setSelection({}, false);
}

QAction *HostActions::make(const QString &text, const char *icon, const QKeySequence &keys, const QString &tip)
{
    auto *action = new QAction(themedIcon(QLatin1StringView(icon)), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
    m_page->addAction(action);
    return action;
}

bool HostActions::allPaused() const
{
    return !m_rows.empty() && std::ranges::all_of(m_rows, &HostRow::paused);
}

void HostActions::setSelection(std::vector<HostRow> rows, bool past)
{
    m_rows = std::move(rows);
    m_past = past;
    const bool any = !m_rows.empty();
    const bool many = m_rows.size() > 1;
    const bool on = allPaused();
    const bool onlyLocal = std::ranges::all_of(m_rows, [](const HostRow &row) { return row.host.isLocal(); });
    limit->setText(many ? tr("&Limit these hosts…") : tr("&Limit this host…"));
    pause->setText(on ? (many ? tr("Let these hosts &go on") : tr("Let this host &go on"))
                      : (many ? tr("&Pause these hosts") : tr("&Pause this host")));
    pause->setIcon(themedIcon(QLatin1StringView(on ? "play" : "pause")));
    const bool tooMany = m_rows.size() > mostRetried;
    retry->setText(tooMany ? tr("&Retry failures (of at most %1 hosts)").arg(mostRetried)
                   : many  ? tr("&Retry their failures")
                           : tr("&Retry its failures"));
    copy->setText(many ? tr("&Copy names") : tr("&Copy name"));
    limit->setEnabled(any && !past && !onlyLocal);
    pause->setEnabled(any && !past);
    retry->setEnabled(any && !past && !tooMany &&
                      std::ranges::any_of(m_rows, [](const HostRow &row) { return row.failed > 0; }));
    showJobs->setEnabled(m_rows.size() == 1);
    copy->setEnabled(any);
}

QString HostActions::selectionTitle() const
{
    return m_rows.size() == 1 ? hostTitle(m_rows.front().host)
                              : tr("%1 hosts").arg(humanCount(static_cast<qint64>(m_rows.size())));
}

void HostActions::askForLimit()
{
    const int common = m_engine->options().limits.perHost;
    const bool own = std::ranges::any_of(m_rows, &HostRow::ownLimit);
    const int now = m_rows.front().limit > 0 ? m_rows.front().limit : common;
    auto *dialog = new HostLimitDialog(selectionTitle(), now, own, common, m_page->window());
    connect(m_engine, &Engine::projectChanged, dialog, &QWidget::close);
    connect(dialog, &HostLimitDialog::chosen, this,
            [this, rows = m_rows](std::optional<int> chosen) { setLimit(rows, chosen); });
    dialog->open();
}

void HostActions::setLimit(const std::vector<HostRow> &rows, std::optional<int> places)
{
    std::vector<HostRule> rules;
    for (const auto &row : rows) {
        if (!row.host.isLocal())
            rules.push_back({row.host, places, ruleFor(m_engine->options().hostRules, row.host).paused});
    }
    const auto title = rules.size() == 1 ? hostTitle(rules.front().host)
                                         : tr("%1 hosts").arg(humanCount(static_cast<qint64>(rules.size())));
    changeRules(
        rules,
        limit
            ? tr("%1: at most %2 requests at once.").arg(title, humanCount(*places))
            : tr("%1: the common limit of %2 holds again.").arg(title, humanCount(m_engine->options().limits.perHost)));
}

void HostActions::pauseOrGoOn()
{
    const bool goOn = allPaused();
    std::vector<HostRule> rules;
    for (const auto &row : m_rows)
        rules.push_back({row.host, ruleFor(m_engine->options().hostRules, row.host).limit, !goOn});
    const auto title = selectionTitle();
    changeRules(rules, goOn ? tr("%1: goes on.").arg(title)
                            : tr("%1: paused. What is under way finishes; its jobs wait.").arg(title));
}

void HostActions::changeRules(const std::vector<HostRule> &rules, const QString &sentence)
{
    std::vector<HostRule> before;
    before.reserve(rules.size());
    for (const auto &rule : rules)
        before.push_back(ruleFor(m_engine->options().hostRules, rule.host));
    if (before == rules || rules.empty())
        return;
    m_messages->showNotice(sentence, {tr("Undo"), [this, before] {
                                          apply(before);
                                      }});
    apply(rules);
}

void HostActions::apply(const std::vector<HostRule> &rules)
{
    auto options = m_engine->options();
    for (const auto &rule : rules)
        setRule(&options.hostRules, rule);
    const auto set = m_engine->setOptions(options, tr("you"));
    if (set.failed())
        m_messages->showTrouble(set.error().message);
}

void HostActions::retryFailures()
{
    qint64 jobs = 0;
    for (const auto &row : m_rows) {
        if (row.failed == 0)
            continue;
        JobFilter failures;
        failures.states = {JobState::Failed};
        failures.hosts = {row.host.name};
        const auto changed = m_engine->requeue(failures);
        if (changed.failed()) {
            m_messages->showTrouble(changed.error().message);
            return;
        }
        jobs += changed.value();
    }
    m_messages->showNotice(
        jobs > 0 ? tr("%1: queued again: %2.").arg(selectionTitle(), jobCount(jobs))
                 : tr("%1: no job has failed for good; what failed was tried again.").arg(selectionTitle()));
}

void HostActions::copyNames()
{
    QStringList names;
    for (const auto &row : m_rows)
        names.append(row.host.name);
    QGuiApplication::clipboard()->setText(names.join(u'\n'));
}

} // namespace sluice
