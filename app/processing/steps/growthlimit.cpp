#include "processing/steps/growthlimit.h"

#include "processing/stepparameter.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

constexpr qint64 harmless = 16 << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("GrowthLimit", text);
}

} // namespace

Result<void> GrowthLimit::add(qint64 bytes)
{
    m_total += bytes;
    if (m_total > m_settings.mostBytes)
        return stepFailure(
            tr("more than %1 MiB come out of the body; “most” says how many may").arg(m_settings.mostBytes >> 20));
    if (m_total > harmless && m_total / m_settings.ratio > m_packedBytes)
        return stepFailure(tr("more than %1 times its size comes out of the body, as out of a decompression bomb; "
                              "“ratio” says how much may")
                               .arg(m_settings.ratio));
    return success();
}

std::vector<StepParameter> growthParameters()
{
    return {
        integerParameter(QStringLiteral("most"), 1024, 1, 1 << 20, QStringLiteral("MiB"),
                         tr("Fails when more than this comes out.")),
        integerParameter(QStringLiteral("ratio"), GrowthLimit::Settings().ratio, 1, 1'000'000, {},
                         tr("Fails when what comes out is more than 16 MiB and so many times the size of the body, as "
                            "with a decompression bomb.")),
    };
}

GrowthLimit::Settings growthSettings(const QVariantMap &values)
{
    return {qint64(values.value(QStringLiteral("most")).toInt()) << 20, values.value(QStringLiteral("ratio")).toInt()};
}

} // namespace sluice
