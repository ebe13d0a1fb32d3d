#include "ui/helpdialogs.h"

#include "ui/actions.h"
#include "ui/theme/look.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HelpDialogs", text);
}

QList<QPair<QString, QString>> keysOf(const Actions *actions, const QList<QAction *> &onHosts)
{
    QList<QPair<QString, QString>> rows;
    for (const auto *action : actions->findChildren<QAction *>(Qt::FindDirectChildrenOnly)) {
        if (!action->shortcut().isEmpty())
            rows.append({action->shortcut().toString(QKeySequence::NativeText), action->statusTip()});
    }
    for (const auto *action : onHosts)
        rows.append({action->shortcut().toString(QKeySequence::NativeText), tr("Hosts: %1").arg(action->statusTip())});
    rows.append({tr("Left, Right"), tr("In the tree of tasks: close a branch, open it")});
    rows.append(
        {tr("Ctrl+1, Ctrl+2, …"), tr("Show a page of the left edge; there the arrow keys go from page to page")});
    rows.append({QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText),
                 tr("Add the addresses on the clipboard")});
    rows.append({tr("Enter"), tr("In the table: show the details of the job")});
    rows.append({QKeySequence(QKeySequence::SelectAll).toString(QKeySequence::NativeText),
                 tr("In the table: select every job it shows")});
    rows.append({tr("Left, Right, Home, End"), tr("In a chart: move the cursor; with Shift, the stretch shown")});
    rows.append({tr("+, −, 0, F, Space"), tr("In a chart: zoom in, zoom out, go back, follow, hold")});
    rows.append({tr("Insert, Delete"), tr("In the list of steps: add a step, remove one")});
    rows.append({tr("Alt+Up, Alt+Down"), tr("In the list of steps: do a step earlier, later")});
    return rows;
}

} // namespace

void showShortcuts(const Actions *actions, const QList<QAction *> &onHosts, QWidget *window)
{
    auto *dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Shortcuts"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(metrics::gap);
    int row = 0;
    for (const auto &[keys, what] : keysOf(actions, onHosts)) {
        auto *key = new QLabel(keys, dialog);
        setLook(key, Look::Strong);
        grid->addWidget(key, row, 0);
        grid->addWidget(new QLabel(what, dialog), row, 1);
        ++row;
    }
    auto *close = new QPushButton(tr("Close"), dialog);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(metrics::betweenCards);
    column->addLayout(grid);
    column->addWidget(close, 0, Qt::AlignRight);
    dialog->open();
}

void showAbout(QWidget *window)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Sluice"));
    box->setIconPixmap(window->windowIcon().pixmap(64, 64));
    box->setText(tr("Sluice %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        tr("A gate that lets through as much as the channel can carry: a list of addresses goes in, "
           "jobs run under your limits, results come out.\n\n"
           "Free software under the GNU General Public License, version 3 or later."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

} // namespace sluice
