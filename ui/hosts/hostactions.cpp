#include "ui/hosts/hostactions.h"

#include "core/humanize.h"
#include "engine/engine.h"
#include "engine/hostrules.h"
#include "ui/hosts/hostlimitdialog.h"
#include "ui/project/bulkundo.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace sluice {

namespace {

QString titleOf(const std::vector<HostRow> &rows)
{
    return rows.size() == 1 ? hostTitle(rows.front().host)
                            : HostActions::tr("%1 hosts").arg(humanCount(static_cast<qint64>(rows.size())));
}

} // namespace

HostActions::HostActions(Engine *engine, MessageBar *messages, std::function<std::vector<HostRow>()> selected,
                         QWidget *page)
    : QObject(page), m_engine(engine), m_messages(messages), m_page(page), m_selected(std::move(selected))
{
    limit = make(tr("&Limit this host…"), "settings", QKeySequence(tr("F2")),
                 tr("How many requests may be under way there at once"));
    pause = make(tr("Pause this host"), "pause", QKeySequence(tr("Ctrl+Shift+P")),
                 tr("Let nobody in to it; what is under way finishes"));
    retry = make(tr("Retr&y its failures"), "retrying", QKeySequence(tr("Ctrl+Shift+R")),
                 tr("Queue its failed jobs again"));
    showJobs =
        make(tr("Show its &jobs"), "list", QKeySequence(tr("Ctrl+J")), tr("The table of jobs, of this host only"));
    copy = make(tr("&Copy name"), "copy", QKeySequence::Copy, tr("Put the name on the clipboard"));
    connect(limit, &QAction::triggered, this, &HostActions::askForLimit);
    connect(pause, &QAction::triggered, this, &HostActions::pauseOrGoOn);
    connect(retry, &QAction::triggered, this, &HostActions::retryFailures);
    connect(copy, &QAction::triggered, this, &HostActions::copyNames);
    connect(showJobs, &QAction::triggered, this, [this] { Q_EMIT jobsWanted(m_selected().front().host.name); });
    setSelection({}, false);
}

QAction *HostActions::make(const QString &text, const char *icon, const QKeySequence &keys, const QString &tip)
{
    auto *action = new QAction(themedIcon(QLatin1StringView(icon)), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
    action->setStatusTip(tip);
    m_page->addAction(action);
    return action;
}

void HostActions::setSelection(const HostSelection &selection, bool past)
{
    const bool any = selection.count > 0;
    const bool many = selection.count > 1;
    const bool on = any && selection.allPaused;
    limit->setText(many ? tr("&Limit these hosts…") : tr("&Limit this host…"));
    pause->setText(on ? (many ? tr("Let these hosts &go on") : tr("Let this host &go on"))
                      : (many ? tr("Pause these hosts") : tr("Pause this host")));
    pause->setIcon(themedIcon(QLatin1StringView(on ? "play" : "pause")));
    retry->setText(many ? tr("Retr&y their failures") : tr("Retr&y its failures"));
    copy->setText(many ? tr("&Copy names") : tr("&Copy name"));
    limit->setEnabled(any && !past && !selection.allLocal);
    pause->setEnabled(any && !past);
    retry->setEnabled(any && !past && selection.anyFailed);
    showJobs->setEnabled(selection.count == 1);
    copy->setEnabled(any);
}

void HostActions::askForLimit()
{
    const int common = m_engine->options().limits.perHost;
    const auto rows = m_selected();
    const bool own = std::ranges::any_of(rows, &HostRow::ownLimit);
    const int now = rows.front().limit > 0 ? rows.front().limit : common;
    auto *dialog = new HostLimitDialog(titleOf(rows), now, own, common, m_page->window());
    connect(m_engine, &Engine::projectChanged, dialog, &QWidget::close);
    connect(dialog, &HostLimitDialog::chosen, this,
            [this, rows](std::optional<int> chosen) { setLimit(rows, chosen); });
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
        places
            ? tr("%1: at most %2 requests at once.").arg(title, humanCount(*places))
            : tr("%1: the common limit of %2 holds again.").arg(title, humanCount(m_engine->options().limits.perHost)));
}

void HostActions::pauseOrGoOn()
{
    const auto rows = m_selected();
    const bool goOn = std::ranges::all_of(rows, &HostRow::paused);
    std::vector<HostRule> rules;
    for (const auto &row : rows)
        rules.push_back({row.host, ruleFor(m_engine->options().hostRules, row.host).limit, !goOn});
    const auto title = titleOf(rows);
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
    setRules(&options.hostRules, rules);
    const auto set = m_engine->setOptions(options, tr("you"));
    if (set.failed())
        m_messages->showTrouble(set.error().message);
}

void HostActions::retryFailures()
{
    const auto rows = m_selected();
    JobFilter failures;
    failures.states = {JobState::Failed};
    for (const auto &row : rows) {
        if (row.failed > 0)
            failures.hosts.push_back(row.host.name);
    }
    if (failures.hosts.empty())
        return;
    m_engine->changeJobs(BulkAct::Requeue, failures, this,
                         [this, title = titleOf(rows)](const Result<BulkChange> &done) {
                             if (done)
                                 sayRetried(title, done.value());
                             else
                                 m_messages->showTrouble(done.error().message);
                         });
}

void HostActions::sayRetried(const QString &title, const BulkChange &change)
{
    if (change.jobs == 0) {
        m_messages->showNotice(tr("%1: no job has failed for good; what failed was tried again.").arg(title));
        return;
    }
    const auto sentence = tr("%1: %2").arg(title, queuedAgainText(change, *m_engine));
    if (change.undo == 0) {
        m_messages->showNotice(sentence);
        return;
    }
    m_messages->showNotice(sentence, {tr("Undo"), [this, undone = change.undo] {
                                          undoChange(m_engine, m_messages, undone, this, [] {});
                                      }});
}

void HostActions::copyNames()
{
    QStringList names;
    for (const auto &row : m_selected())
        names.append(row.host.name);
    QGuiApplication::clipboard()->setText(names.join(u'\n'));
}

} // namespace sluice
