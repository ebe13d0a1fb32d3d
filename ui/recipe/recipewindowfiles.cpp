// The bar of the recipe's window: files, examples, apply and revert.
#include "engine/recipefile.h"
#include "engine/shippedrecipes.h"
#include "ui/recipe/recipemodel.h"
#include "ui/recipe/recipewindow.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/messagebar.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>

namespace sluice {

namespace {

const auto folderKey = QStringLiteral("recipe/folder");

} // namespace

QWidget *RecipeWindow::buildBar()
{
    auto *open = new QPushButton(tr("&Open…"), this);
    open->setIcon(themedIcon(QLatin1StringView("folder")));
    open->setToolTip(tr("Take the steps of a recipe file"));
    auto *save = new QPushButton(tr("&Save as…"), this);
    save->setIcon(themedIcon(QLatin1StringView("export")));
    save->setToolTip(tr("Write the steps to a recipe file that can be passed on"));
    auto *examples = new QToolButton(this);
    examples->setText(tr("E&xamples"));
    examples->setIcon(themedIcon(QLatin1StringView("list")));
    examples->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    examples->setPopupMode(QToolButton::InstantPopup);
    examples->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(examples);
    fillExamples(menu);
    examples->setMenu(menu);
    m_state = new QLabel(this);
    setLook(m_state, Look::Dimmed);
    m_revert = new QPushButton(tr("&Revert"), this);
    m_revert->setToolTip(tr("Go back to the recipe that is in force"));
    m_apply = new QPushButton(tr("&Apply"), this);
    m_apply->setToolTip(tr("Use this recipe in the project, from the next start on"));
    setLook(m_apply, Look::Primary);
    connect(open, &QPushButton::clicked, this, [this] { chooseFile(false); });
    connect(save, &QPushButton::clicked, this, [this] { chooseFile(true); });
    connect(m_apply, &QPushButton::clicked, this, &RecipeWindow::apply);
    connect(m_revert, &QPushButton::clicked, this, &RecipeWindow::revert);

    auto *bar = new QFrame(this);
    setLook(bar, Look::Bar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::betweenCards, metrics::gap, metrics::betweenCards, metrics::gap);
    row->setSpacing(metrics::gap);
    for (auto *button : {static_cast<QWidget *>(open), static_cast<QWidget *>(examples), static_cast<QWidget *>(save)})
        row->addWidget(button);
    row->addStretch();
    row->addWidget(m_state);
    row->addSpacing(metrics::gap);
    row->addWidget(m_revert);
    row->addWidget(m_apply);
    return bar;
}

void RecipeWindow::fillExamples(QMenu *menu)
{
    for (const auto &shipped : shippedRecipes()) {
        auto *action = menu->addAction(QStringLiteral("%1\t%2").arg(shipped.name, shipped.sentence));
        connect(action, &QAction::triggered, this, [this, path = shipped.file] { openFile(path); });
    }
}

void RecipeWindow::chooseFile(bool toSave)
{
    auto *dialog = new QFileDialog(this, toSave ? tr("Save the recipe as") : tr("Open a recipe"),
                                   QSettings().value(folderKey).toString(), tr("Recipes (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(toSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (toSave) {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("json"));
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this, toSave](const QString &path) {
        QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
        toSave ? saveFile(path) : openFile(path);
    });
    dialog->open();
}

void RecipeWindow::openFile(const QString &path)
{
    const auto recipe = readRecipeFile(path);
    if (recipe.failed()) {
        m_messages->showTrouble(recipe.error().message);
        return;
    }
    const bool hadSteps = !m_model->recipe().steps.empty();
    m_model->replace(recipe.value());
    const auto said = tr("The steps of “%1” are here; Apply puts them in force.").arg(recipeFileTitle(path));
    if (hadSteps)
        offerUndo(said);
    else
        m_messages->showNotice(said);
}

void RecipeWindow::saveFile(const QString &path)
{
    const auto readable = recipeFromJson(toJson(m_model->recipe()));
    if (readable.failed()) {
        m_messages->showTrouble(tr("Not saved: %1").arg(readable.error().message));
        return;
    }
    const auto saved = writeRecipeFile(path, m_model->recipe());
    if (saved.failed())
        m_messages->showTrouble(saved.error().message);
    else
        m_messages->showNotice(tr("Saved as %1.").arg(path));
}

} // namespace sluice
