// How large what comes out of a compressed body may become.
#pragma once

#include "processing/step.h"

namespace sluice {

/// Counts unpacked bytes and says when there are too many: more than a number of bytes, or than a multiple of the
/// packed ones, as only a decompression bomb has. What is under 16 MiB harms nobody, whatever its ratio.
class GrowthLimit
{
public:
    struct Settings
    {
        qint64 mostBytes = std::numeric_limits<qint64>::max();
        int ratio = 250;
    };

    GrowthLimit(Settings settings, qint64 packedBytes) : m_settings(settings), m_packedBytes(packedBytes) {}

    /// Fails with kind Step.
    Result<void> add(qint64 bytes);
    qint64 total() const { return m_total; }

private:
    Settings m_settings;
    qint64 m_packedBytes;
    qint64 m_total = 0;
};

/// The parameters `most`, in MiB, and `ratio`, and what they say.
std::vector<StepParameter> growthParameters();
GrowthLimit::Settings growthSettings(const QVariantMap &values);

} // namespace sluice
