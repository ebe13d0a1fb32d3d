#include "ui/inspector/jobinspector.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "engine/jobbrowser.h"
#include "engine/snapshot.h"
#include "ui/inspector/attemptlistmodel.h"
#include "ui/inspector/factsview.h"
#include "ui/inspector/timingbar.h"
#include "ui/inspector/waitlook.h"
#include "ui/runs/presentnote.h"
#include "ui/theme/look.h"
#include "ui/theme/statelook.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/smalltable.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

namespace sluice {

namespace {

enum Tab { Overview, Headers, Attempts, Results };

constexpr qint64 refreshEveryMs = 1'000;

QString visibleLines(const QByteArray &headers)
{
    QString result;
    for (const auto &line : headers.split('\n')) {
        const auto trimmed = line.trimmed();
        if (!trimmed.isEmpty())
            result += visibleText(QString::fromUtf8(trimmed), 8'000) + u'\n';
    }
    return result;
}

QTableView *attemptTable(AttemptListModel *model, QWidget *parent)
{
    auto *table = makeSmallTable(model, JobInspector::tr("Attempts"), parent);
    table->setFrameShape(QFrame::NoFrame);
    table->horizontalHeader()->setStretchLastSection(true);
    const int digit = table->fontMetrics().horizontalAdvance(u'0');
    constexpr int widths[] = {6, 26, 10, 8, 10};
    for (int column = 0; column < AttemptListModel::Ending; ++column)
        table->setColumnWidth(column, widths[column] * digit);
    return table;
}

} // namespace

JobInspector::JobInspector(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_stateIcon(new IconLabel(14, this))
    , m_state(new QLabel(this))
    , m_present(new PresentNote(this))
    , m_address(new ElidedLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_timing(new TimingBar(this))
    , m_outcome(new QLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_headers(new QPlainTextEdit(this))
    , m_attemptModel(new AttemptListModel(this))
    , m_results(new FactsView(tr("Results"), this))
{
    setLook(this, Look::Card);
    setAccessibleName(tr("Details of the selected job"));
    m_attempts = attemptTable(m_attemptModel, this);
    m_headers->setReadOnly(true);
    m_headers->setAccessibleName(tr("Headers of the last response"));
    m_headers->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_headers->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_headers->setFrameShape(QFrame::NoFrame);
    m_headers->setTabChangesFocus(true);

    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildOverview(), tr("Overview"));
    m_tabs->addTab(m_headers, tr("Headers"));
    m_tabs->addTab(m_attempts, tr("Attempts"));
    m_tabs->addTab(m_results, tr("Results"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::cardPadding, 6, 6, 6);
    column->setSpacing(2);
    column->addWidget(buildHead());
    column->addWidget(m_tabs, 1);
    clear();
}

QWidget *JobInspector::buildHead()
{
    setLook(m_title, Look::Strong);
    m_address->setElideMode(Qt::ElideMiddle);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = new QToolButton(this);
    setLook(close, Look::Flat);
    close->setIcon(themedIcon(QLatin1StringView("close"), IconTone::Dimmed));
    close->setToolTip(tr("Hide the details"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &JobInspector::closeRequested);

    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_title);
    row->addWidget(m_stateIcon);
    row->addWidget(m_state);
    row->addWidget(m_present);
    row->addWidget(m_address, 1);
    row->addWidget(close);
    return head;
}

QWidget *JobInspector::buildOverview()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, metrics::gap, 6, 0);
    column->setSpacing(6);
    column->addWidget(m_timing);
    column->addWidget(m_outcome);
    column->addWidget(m_facts);
    column->addStretch();
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(m_facts, Look::Dimmed);
    return page;
}

void JobInspector::setBrowser(JobBrowser *browser)
{
    m_browser = browser;
    showJob(0);
    if (browser)
        connect(browser, &JobBrowser::detailReady, this, &JobInspector::showDetail);
}

void JobInspector::showJob(qint64 id)
{
    const bool another = id != m_id;
    m_id = id;
    if (another)
        Q_EMIT shownJobChanged();
    if (id == 0 || !m_browser) {
        clear();
        return;
    }
    m_sinceAsked.start();
    m_browser->requestDetail(JobId(id));
}

void JobInspector::sampled(const Snapshot &snapshot)
{
    m_present->sampled(snapshot);
    if (snapshot.revision == m_revision || m_id == 0 || !isVisible())
        return;
    if (m_sinceAsked.isValid() && !m_sinceAsked.hasExpired(refreshEveryMs))
        return;
    m_revision = snapshot.revision;
    showJob(m_id);
}

void JobInspector::clear()
{
    m_title->setText(tr("No job selected"));
    m_state->clear();
    m_stateIcon->setIcon({});
    m_address->setFullText(tr("Select one in the table to see how it went."));
    m_tabs->hide();
}

void JobInspector::showDetail(const JobDetail &detail)
{
    const auto &row = detail.row;
    if (number(row.id) != m_id)
        return;
    m_tabs->show();
    m_title->setText(tr("Job %1").arg(humanCount(m_id)));
    m_stateIcon->setIcon(stateIcon(row.state));
    m_state->setText(row.status > 0 ? QStringLiteral("%1 · %2").arg(stateWord(row.state)).arg(row.status)
                                    : stateWord(row.state));
    m_address->setFullText(row.url);
    showOverview(detail);

    const auto headers = detail.attempts.empty() ? QByteArray() : detail.attempts.back().headers;
    const auto text = headers.isEmpty() ? tr("No response was received.") : visibleLines(headers);
    if (text != m_headers->toPlainText())
        m_headers->setPlainText(text);
    m_tabs->setTabText(Attempts, tr("Attempts %1").arg(detail.attempts.size()));
    m_attemptModel->setAttempts(detail.attempts);

    QList<QPair<QString, QString>> results;
    for (auto it = row.columns.begin(); it != row.columns.end(); ++it)
        results.append({it.key(), it.value().toVariant().toString()});
    for (auto it = row.extra.begin(); it != row.extra.end(); ++it)
        results.append({tr("%1 (your list)").arg(it.key()), it.value().toVariant().toString()});
    m_results->setFacts(results, tr("Steps put their results here: add some in Project → Recipe."));
}

void JobInspector::showOverview(const JobDetail &detail)
{
    const auto &row = detail.row;
    const auto times = detail.attempts.empty() ? WaitTimes() : detail.attempts.back().waits;
    m_timing->setTimes(times);
    m_timing->setVisible(times.total() > Duration::zero());

    m_outcome->setText(visibleText(detail.attempts.empty() ? tr("Not tried yet.") : row.error));
    m_outcome->setVisible(!m_outcome->text().isEmpty());

    QStringList facts;
    if (row.took >= Duration::zero())
        facts.append(tr("last attempt took %1").arg(humanDuration(row.took)));
    if (row.bytes >= 0)
        facts.append(humanBytes(row.bytes));
    if (!row.contentType.isEmpty())
        facts.append(row.contentType);
    if (!row.finalUrl.isEmpty() && row.finalUrl != row.url)
        facts.append(tr("answered by %1").arg(row.finalUrl));
    if (!row.path.isEmpty())
        facts.append(tr("kept as %1").arg(row.path));
    m_facts->setFullText(facts.join(QStringLiteral(" · ")));
}

} // namespace sluice
