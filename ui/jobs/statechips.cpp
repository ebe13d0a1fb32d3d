#include "ui/jobs/statechips.h"

#include "ui/theme/statelook.h"
#include "ui/words.h"

namespace sluice {

namespace {

std::vector<ChipRow::Kind> kinds()
{
    std::vector<ChipRow::Kind> result;
    for (const auto state : allJobStates)
        result.push_back({stateWord(state), stateIcon(state)});
    return result;
}

} // namespace

StateChips::StateChips(QWidget *parent) : ChipRow(kinds(), tr("Show all jobs"), &jobCount, parent)
{
    connect(this, &ChipRow::chosenChanged, this, &StateChips::statesChanged);
}

void StateChips::setCounts(const StateCounts &counts)
{
    setTotal(counts.total());
    for (const auto state : allJobStates)
        setCount(static_cast<int>(state), counts.of(state));
}

std::vector<JobState> StateChips::states() const
{
    std::vector<JobState> result;
    for (const int kind : chosen())
        result.push_back(static_cast<JobState>(kind));
    return result;
}

void StateChips::setStates(const std::vector<JobState> &states)
{
    std::vector<int> kinds;
    for (const auto state : states)
        kinds.push_back(static_cast<int>(state));
    setChosen(kinds);
}

} // namespace sluice
