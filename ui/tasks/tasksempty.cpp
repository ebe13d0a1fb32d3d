#include "ui/tasks/tasksempty.h"

#include "ui/theme/look.h"
#include "ui/widgets/centredtext.h"

#include <QVBoxLayout>

namespace sluice {

TasksEmpty::TasksEmpty(QWidget *parent) : QFrame(parent)
{
    setLook(this, Look::Card);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(metrics::betweenCards);
    column->setContentsMargins(48, 48, 48, 48);
    column->addStretch(2);
    const auto add = [this, column](const QString &text, Look look) {
        addCentredText(column, text, look, this);
    };
    add(tr("No task is at work."), Look::Heading);
    add(tr("A task is one thing that Sluice does while it does others: a job on its way from its "
           "place in the queue to its result, or the part of a run that hands out those places. "
           "Most of its life it waits."),
        Look::Dimmed);
    add(tr("Start a run, and every task is listed here with what it waits for and since when, how "
           "long it kept its thread busy, and what started it. Where one holds up the others, a "
           "finding above the table says so and what to do about it."),
        Look::Dimmed);
    column->addStretch(3);
}

} // namespace sluice
