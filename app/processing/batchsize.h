// How many bodies a thread takes at a time.
#pragma once

#include "core/duration.h"

#include <atomic>

namespace sluice {

/// Handing work over costs a thread some microseconds, whatever the work: small bodies go in batches, so that this
/// stays under a twentieth of the time. Measured, not guessed: of each batch, its whole time and the part of it that
/// steps ran. The size doubles while the rest is more than 5 %, halves when it is under 1 % or a batch takes longer
/// than 20 ms (others wait, and cancelling takes so long), and stays within 1 to 128. Any thread.
class BatchSize
{
public:
    int size() const { return m_size; }
    void ended(int bodies, Duration whole, Duration ran);

    static constexpr int largest = 128;

private:
    std::atomic<int> m_size = 1;
};

} // namespace sluice
