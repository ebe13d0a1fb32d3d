#pragma once

#include "store/storetypes.h"
#include "ui/widgets/chiprow.h"

namespace sluice {

/// All jobs, or those of some states.
class StateChips : public ChipRow
{
    Q_OBJECT

public:
    explicit StateChips(QWidget *parent = nullptr);

    void setCounts(const StateCounts &counts);

    /// Empty: all.
    std::vector<JobState> states() const;
    void setStates(const std::vector<JobState> &states);

Q_SIGNALS:
    void statesChanged();
};

} // namespace sluice
