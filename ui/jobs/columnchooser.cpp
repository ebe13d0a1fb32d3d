#include "ui/jobs/columnchooser.h"

#include <QMenu>

#include <algorithm>

namespace sluice {

namespace {

bool contains(const std::vector<JobColumn> &columns, const JobColumn &column)
{
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

} // namespace

ColumnChooser::ColumnChooser(QWidget *parent) : ColumnsButton(parent)
{
    fill();
}

void ColumnChooser::setAvailable(const QStringList &extra, const QStringList &steps)
{
    m_extra = extra;
    m_steps = steps;
    auto available = builtInColumns();
    for (const auto &key : steps)
        available.push_back({JobColumn::Kind::Step, key});
    for (const auto &key : extra)
        available.push_back({JobColumn::Kind::Extra, key});
    if (available == m_available)
        return;
    m_available = std::move(available);
    fill();
}

void ColumnChooser::setChosen(const std::vector<JobColumn> &columns)
{
    m_chosen = columns;
    tick();
}

void ColumnChooser::fill()
{
    menu()->clear();
    m_actions.clear();
    auto lastKind = JobColumn::Kind::Id;
    for (const auto &column : m_available) {
        const bool ownKind = column.kind == JobColumn::Kind::Step || column.kind == JobColumn::Kind::Extra;
        if (ownKind && column.kind != lastKind)
            menu()->addSection(column.kind == JobColumn::Kind::Step ? tr("Results of steps") : tr("Your list"));
        lastKind = column.kind;
        auto title = column.title();
        auto *action = menu()->addAction(title.replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, column](bool on) { choose(column, on); });
        m_actions.push_back(action);
    }
    menu()->addSeparator();
    menu()->addAction(tr("&Usual columns"), this, [this] {
        setChosen(defaultColumns());
        Q_EMIT chosenChanged();
    });
    tick();
}

void ColumnChooser::tick()
{
    for (size_t i = 0; i < m_actions.size(); ++i)
        m_actions[i]->setChecked(contains(m_chosen, m_available[i]));
}

void ColumnChooser::choose(const JobColumn &column, bool on)
{
    std::vector<JobColumn> chosen;
    for (const auto &available : m_available) {
        if (available == column ? on : contains(m_chosen, available))
            chosen.push_back(available);
    }
    // A table without a column would be a table without a way back.
    if (!chosen.empty()) {
        m_chosen = std::move(chosen);
        Q_EMIT chosenChanged();
    }
    tick();
}

} // namespace sluice
