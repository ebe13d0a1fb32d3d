#include "ui/recipe/previewpanel.h"

#include "core/humanize.h"
#include "ui/recipe/sourcebar.h"
#include "ui/recipe/stagecard.h"
#include "ui/theme/look.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sluice {

namespace {

constexpr int afterChangeMs = 300;

} // namespace

PreviewPanel::PreviewPanel(const Engine *engine, QWidget *parent)
    : QFrame(parent)
    , m_source(new SourceBar(this))
    , m_status(new QLabel(this))
    , m_scroll(new QScrollArea(this))
    , m_preview(engine)
{
    auto *title = new QLabel(tr("Preview"), this);
    setLook(title, Look::Heading);
    setLook(m_status, Look::Dimmed);
    m_status->setTextFormat(Qt::PlainText);
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_status);

    auto *page = new QWidget;
    page->setProperty("look", QStringLiteral("page"));
    m_column = new QVBoxLayout(page);
    m_column->setContentsMargins(0, 0, 4, 0);
    m_column->setSpacing(metrics::cardPadding);
    m_hint = new QLabel(tr("See what each step makes of a real body: select a job in the table and use it, type an "
                           "address, or choose a file. Nothing is kept and no job is changed."),
                        page);
    m_hint->setWordWrap(true);
    setLook(m_hint, Look::Dimmed);
    m_column->addWidget(m_hint);
    m_column->addStretch();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::cardPadding + 2, 0, 0);
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addWidget(m_source);
    column->addWidget(m_scroll, 1);

    m_delay.setSingleShot(true);
    m_delay.setInterval(afterChangeMs);
    connect(&m_delay, &QTimer::timeout, this, &PreviewPanel::tryNow);
    connect(m_source, &SourceBar::chosen, this, [this] {
        m_preview.forgetInput();
        m_answered = false;
        tryNow();
    });
    connect(&m_preview, &RecipePreview::inputReady, this,
            [this](const PreviewInput &input) { card(0)->showInput(input); });
    connect(&m_preview, &RecipePreview::inputFailed, this, [this](const QString &sentence) {
        card(0)->showInputFailure(sentence);
        m_failed = true;
    });
    connect(&m_preview, &RecipePreview::stepEnded, this, &PreviewPanel::showStep);
    connect(&m_preview, &RecipePreview::finished, this, &PreviewPanel::endTrial);
}

void PreviewPanel::setRecipe(const Recipe &recipe)
{
    m_recipe = recipe;
    m_held = false;
    m_delay.start();
}

void PreviewPanel::hold(const QString &because)
{
    m_held = true;
    m_answered = false;
    m_delay.stop();
    m_preview.cancel();
    keepCards(1); // what steps made before says nothing about these
    m_status->setText(because);
}

void PreviewPanel::clear()
{
    m_delay.stop();
    m_preview.forgetInput();
    m_source->clear();
    m_answered = false;
    keepCards(0);
    m_hint->show();
    m_status->clear();
}

void PreviewPanel::scrollTo(int step)
{
    const auto index = static_cast<size_t>(step + 1);
    if (step >= 0 && index < m_cards.size())
        m_scroll->ensureWidgetVisible(m_cards[index], 0, 0);
}

void PreviewPanel::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    if (!m_held && !(m_answered && m_tried == m_recipe))
        m_delay.start();
}

void PreviewPanel::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_delay.stop();
    m_preview.cancel();
}

void PreviewPanel::tryNow()
{
    if (m_held || m_source->source().isEmpty() || !isVisible())
        return;
    m_delay.stop();
    m_tried = m_recipe;
    m_answered = false;
    m_shown = 0;
    m_failed = false;
    m_took = {};
    m_status->setText(tr("Trying…"));
    Q_EMIT trialBegan();
    m_preview.show(m_source->source(), m_tried);
}

void PreviewPanel::showStep(const PreviewStep &step)
{
    card(static_cast<size_t>(step.index) + 1)->showStep(m_tried.steps[static_cast<size_t>(step.index)].name, step);
    m_took += step.took;
    m_failed = !step.error.isEmpty();
    Q_EMIT tried(step.index, !m_failed, step.took);
}

/// What was there before stays in place until there is something newer: nothing flickers.
StageCard *PreviewPanel::card(size_t index)
{
    m_hint->hide();
    m_shown = index + 1;
    while (m_cards.size() <= index) {
        auto *added = new StageCard(m_scroll->widget());
        m_cards.push_back(added);
        m_column->insertWidget(m_column->count() - 1, added);
    }
    return m_cards[index];
}

void PreviewPanel::keepCards(size_t count)
{
    while (m_cards.size() > count) {
        delete m_cards.back();
        m_cards.pop_back();
    }
}

void PreviewPanel::endTrial()
{
    m_answered = true;
    keepCards(m_shown);
    if (m_failed)
        m_status->setText(m_shown == 1 ? tr("No body to work on") : tr("Stopped at step %1").arg(m_shown - 1));
    else if (m_tried.steps.empty())
        m_status->setText(tr("No steps yet"));
    else
        m_status->setText(tr("All steps worked, in %1").arg(humanDuration(m_took)));
}

} // namespace sluice
