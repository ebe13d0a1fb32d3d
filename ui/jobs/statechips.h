#pragma once

#include "store/storetypes.h"

#include <QWidget>

namespace sluice {

class Chip;

/// All jobs, or those of some states: one chip each, with its count. A click shows that state only; with Ctrl or
/// Shift it is added or taken away.
class StateChips : public QWidget
{
    Q_OBJECT

public:
    explicit StateChips(QWidget *parent = nullptr);

    void setCounts(const StateCounts &counts);

    /// Empty: all.
    std::vector<JobState> states() const { return m_states; }
    void setStates(std::vector<JobState> states);

Q_SIGNALS:
    void statesChanged();

private:
    void clicked(JobState state);
    void showStates();

    Chip *m_all;
    std::array<Chip *, allJobStates.size()> m_chips{};
    std::vector<JobState> m_states;
};

} // namespace sluice
