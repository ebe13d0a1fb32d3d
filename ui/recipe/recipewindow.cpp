#include "ui/recipe/recipewindow.h"

#include "engine/engine.h"
#include "ui/recipe/commandbar.h"
#include "ui/recipe/commandconsent.h"
#include "ui/recipe/previewpanel.h"
#include "ui/recipe/recipemodel.h"
#include "ui/recipe/sourcebar.h"
#include "ui/recipe/stepform.h"
#include "ui/recipe/stepspanel.h"
#include "ui/theme/look.h"
#include "ui/widgets/messagebar.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace sluice {

namespace {

const auto geometryKey = QStringLiteral("recipe/geometry");
const auto acrossKey = QStringLiteral("recipe/across");
constexpr QSize firstSize(1180, 760);

} // namespace

RecipeWindow::RecipeWindow(Engine *engine, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_engine(engine)
    , m_model(new RecipeModel(this))
    , m_messages(new MessageBar(this))
    , m_commands(new CommandBar(this))
    , m_steps(new StepsPanel(m_model, this))
    , m_form(new StepForm(m_model, this))
    , m_preview(new PreviewPanel(engine, this))
    , m_across(new QSplitter(Qt::Horizontal, this))
{
    auto *padded = new QVBoxLayout;
    padded->setContentsMargins(metrics::betweenCards, metrics::cardPadding, metrics::betweenCards,
                               metrics::cardPadding);
    padded->setSpacing(metrics::gap);
    padded->addWidget(m_messages);
    padded->addWidget(m_commands);
    padded->addWidget(buildColumns(), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addLayout(padded, 1);
    connectParts();

    const QSettings settings;
    if (!restoreGeometry(settings.value(geometryKey).toByteArray()))
        resize(firstSize);
    if (!m_across->restoreState(settings.value(acrossKey).toByteArray()))
        m_across->setSizes({250, 340, 560});
    takeProject();
}

RecipeWindow::~RecipeWindow() = default;

QWidget *RecipeWindow::buildColumns()
{
    m_across->setChildrenCollapsible(false);
    m_across->setHandleWidth(metrics::cardPadding);
    m_across->addWidget(m_steps);
    m_across->addWidget(m_form);
    m_across->addWidget(m_preview);
    m_across->setStretchFactor(2, 1);
    m_steps->setMinimumWidth(230);
    m_form->setMinimumWidth(270);
    m_preview->setMinimumWidth(340);
    return m_across;
}

void RecipeWindow::connectParts()
{
    connect(m_steps, &StepsPanel::currentChanged, this, [this](const QModelIndex &index) {
        m_form->showStep(index);
        m_preview->scrollTo(index.row());
    });
    connect(m_steps, &StepsPanel::removed, this, [this](int row, const QString &name) {
        offerUndo(tr("Step %1, %2, was removed.").arg(row + 1).arg(name));
    });
    connect(m_model, &RecipeModel::recipeChanged, this, &RecipeWindow::recipeChanged);
    connect(m_preview, &PreviewPanel::trialBegan, m_model, &RecipeModel::clearTrials);
    connect(m_preview, &PreviewPanel::tried, m_model, [this](int step, bool fine, Duration took) {
        m_model->setTrial(step, fine ? RecipeModel::Trial::Fine : RecipeModel::Trial::Failed, took);
    });
    connect(m_commands, &CommandBar::allowed, this, [this] {
        CommandConsent::give(m_model->recipe());
        const auto act = m_afterConsent;
        setAfterConsent({}, {});
        recipeChanged();
        if (act)
            act();
    });
    connect(m_engine, &Engine::projectChanged, this, &RecipeWindow::takeProject);
    connect(m_engine, &Engine::optionsChanged, this, &RecipeWindow::takeOptions);
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, m_model, &RecipeModel::undo);
    connect(new QShortcut(QKeySequence::Redo, this), &QShortcut::activated, m_model, &RecipeModel::redo);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
}

void RecipeWindow::offerJob(qint64 id, const QString &address)
{
    m_preview->source()->offerJob(id, address);
}

void RecipeWindow::apply()
{
    applyWith(m_engine->options().outDir);
}

void RecipeWindow::applyWith(const QString &outDir)
{
    if (const auto missing = CommandConsent::missingFor(m_model->recipe()); !missing.isEmpty()) {
        m_commands->setCommands(missing);
        m_askedAbout = m_model->recipe();
        setAfterConsent(tr("A&llow and apply"), [this, outDir] { applyWith(outDir); });
        return;
    }
    for (size_t i = 0; i < m_model->recipe().steps.size(); ++i) {
        const auto made = instantiate({{m_model->recipe().steps[i]}});
        if (made.failed()) {
            m_steps->setCurrent(static_cast<int>(i));
            m_messages->showTrouble(tr("Step %1 is not complete. %2").arg(i + 1).arg(made.error().message));
            return;
        }
    }
    auto options = m_engine->options();
    options.recipe = m_model->recipe();
    options.outDir = outDir;
    const auto done = m_engine->setOptions(options, tr("you"));
    if (!done.failed()) {
        m_messages->showNotice(tr("Applied. It holds from the next start on; finished jobs keep their results."));
        return;
    }
    if (!options.outDir.isEmpty()) {
        m_messages->showTrouble(done.error().message);
        return;
    }
    // Steps that keep files want a folder: no need to go elsewhere for it.
    m_messages->showTrouble(done.error().message, {tr("Choose a folder…"), [this] {
                                                       auto *dialog = new QFileDialog(this, tr("Keep the files in"));
                                                       dialog->setAttribute(Qt::WA_DeleteOnClose);
                                                       dialog->setFileMode(QFileDialog::Directory);
                                                       dialog->setOption(QFileDialog::ShowDirsOnly);
                                                       connect(dialog, &QFileDialog::fileSelected, this,
                                                               &RecipeWindow::applyWith);
                                                       dialog->open();
                                                   }});
}

void RecipeWindow::revert()
{
    m_model->replace(m_applied);
}

bool RecipeWindow::isApplied() const
{
    return m_model->recipe() == m_applied;
}

bool RecipeWindow::mayLeave()
{
    if (isApplied())
        return true;
    show();
    raise();
    activateWindow();
    m_messages->showTrouble(tr("The recipe has changes that were not applied to the project. Apply them, or:"),
                            {tr("Discard them and close"), [this] {
                                 revert();
                                 Q_EMIT leaveAllowed();
                             }});
    return false;
}

void RecipeWindow::agreeThen(const QString &button, const std::function<void()> &act)
{
    if (CommandConsent::missingFor(m_engine->options().recipe).isEmpty()) {
        act();
        return;
    }
    m_askedAbout = m_engine->options().recipe;
    m_model->replace(m_askedAbout);
    setAfterConsent(button, act);
    show();
    raise();
    activateWindow();
}

void RecipeWindow::setAfterConsent(const QString &button, const std::function<void()> &act)
{
    m_afterConsent = act;
    m_commands->setAct(button);
}

/// Another project: its recipe. What was edited for the one before can be brought along.
void RecipeWindow::takeProject()
{
    if (!isApplied())
        m_leftOver = m_model->recipe();
    setAfterConsent({}, {});
    m_preview->clear(); // its jobs have other numbers
    m_applied = m_engine->options().recipe;
    m_model->setRecipe(m_applied);
    setEnabled(m_engine->isOpen());
    if (!m_engine->isOpen() || m_leftOver.steps.empty())
        return;
    m_messages->showNotice(tr("The project before had a recipe that was not applied to it."),
                           {tr("Use it here"), [this, recipe = std::exchange(m_leftOver, {})] {
                                m_model->replace(recipe);
                            }});
}

void RecipeWindow::takeOptions()
{
    const bool followed = isApplied();
    m_applied = m_engine->options().recipe;
    if (followed && !isApplied())
        m_model->setRecipe(m_applied);
    showState();
}

void RecipeWindow::offerUndo(const QString &what)
{
    m_messages->showNotice(what, {tr("Undo"), [this] {
                                      m_model->undo();
                                  }});
    m_offersUndo = true;
}

void RecipeWindow::recipeChanged()
{
    if (std::exchange(m_offersUndo, false))
        m_messages->hide(); // it would undo something else now
    if (m_model->recipe() != m_askedAbout)
        setAfterConsent({}, {}); // it was meant for another recipe
    const auto missing = CommandConsent::missingFor(m_model->recipe());
    m_commands->setCommands(missing);
    if (missing.isEmpty())
        m_preview->setRecipe(m_model->recipe());
    else
        m_preview->hold(tr("Not tried: see the question above"));
    showState();
}

void RecipeWindow::showState()
{
    const bool applied = isApplied();
    setWindowTitle(tr("Recipe[*] — Sluice"));
    setWindowModified(!applied);
    m_state->setText(applied ? tr("In force in this project") : tr("Changed, not applied yet"));
    m_apply->setEnabled(!applied);
    m_revert->setEnabled(!applied);
}

void RecipeWindow::closeEvent(QCloseEvent *event)
{
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(acrossKey, m_across->saveState());
    QWidget::closeEvent(event);
}

/// Who turns away has not agreed: nothing begins when they allow the programs another day.
void RecipeWindow::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        setAfterConsent({}, {});
    QWidget::hideEvent(event);
}

} // namespace sluice
