#include "ui/jobs/statechips.h"

#include "ui/theme/statelook.h"
#include "ui/widgets/chip.h"

#include <QGuiApplication>
#include <QHBoxLayout>

#include <algorithm>

namespace sluice {

StateChips::StateChips(QWidget *parent) : QWidget(parent), m_all(new Chip(tr("All"), {}, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_all);
    m_all->setToolTip(tr("Show all jobs"));
    connect(m_all, &QAbstractButton::clicked, this, [this] {
        setStates({});
        Q_EMIT statesChanged();
    });
    for (const auto state : allJobStates) {
        auto *chip = new Chip(stateWord(state), stateIcon(state), this);
        chip->setToolTip(tr("Show only these; Ctrl+click to add them to what is shown"));
        connect(chip, &QAbstractButton::clicked, this, [this, state] { clicked(state); });
        m_chips[static_cast<size_t>(state)] = chip;
        row->addWidget(chip);
    }
    row->addStretch();
    showStates();
}

void StateChips::setCounts(const StateCounts &counts)
{
    m_all->setCount(counts.total());
    for (const auto state : allJobStates)
        m_chips[static_cast<size_t>(state)]->setCount(counts.of(state));
}

void StateChips::setStates(std::vector<JobState> states)
{
    m_states = std::move(states);
    showStates();
}

void StateChips::clicked(JobState state)
{
    const auto found = std::find(m_states.begin(), m_states.end(), state);
    const bool wasShown = found != m_states.end();
    if (QGuiApplication::keyboardModifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) {
        if (wasShown)
            m_states.erase(found);
        else
            m_states.push_back(state);
    } else {
        // A second click on the only one shown goes back to all.
        const bool onlyOne = wasShown && m_states.size() == 1;
        m_states = onlyOne ? std::vector<JobState>() : std::vector{state};
    }
    showStates();
    Q_EMIT statesChanged();
}

void StateChips::showStates()
{
    m_all->setChecked(m_states.empty());
    for (const auto state : allJobStates) {
        const bool on = std::find(m_states.begin(), m_states.end(), state) != m_states.end();
        m_chips[static_cast<size_t>(state)]->setChecked(on);
    }
}

} // namespace sluice
