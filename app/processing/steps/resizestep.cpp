#include "processing/steps/resizestep.h"

#include "processing/steps/imagedecoding.h"
#include "processing/steps/imageoptions.h"
#include "processing/steps/imagescaling.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ResizeStep", text);
}

Result<QSize> sizeToDecode(const ResizePlan &plan)
{
    if (!isOverMaxMegapixels(plan.result))
        return plan.decoded;
    return stepFailure(tr("the resized image would have %1 × %2 pixels; at most %3 megapixels are made")
                           .arg(plan.result.width())
                           .arg(plan.result.height())
                           .arg(maxMegapixels));
}

/// The second and the third stage of the plan.
QImage finished(QImage decoded, const ResizePlan &plan)
{
    if (plan.part.size() != decoded.size())
        decoded = decoded.copy(plan.part);
    return scaledImage(std::move(decoded), plan.result);
}

} // namespace

QString ResizeStep::name() const
{
    return QStringLiteral("resize");
}

ImageFormat ResizeStep::formatFor(ImageFormat original) const
{
    return m_settings.format.value_or(original == ImageFormat::Gif ? ImageFormat::Png : original);
}

Result<StepOutput> ResizeStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    const auto planFor = [this](QSize original) {
        return resizePlan(original, m_settings.box, m_settings.mode, m_settings.enlarge);
    };
    auto decoded = decodeImage(
        input.body, [&planFor](QSize original) { return sizeToDecode(planFor(original)); }, token);
    if (decoded.cancelled())
        return Cancelled{};
    if (decoded.failed())
        return decoded.error();
    const auto original = decoded.value().originalSize;
    const auto image = finished(std::move(decoded.value().image), planFor(original));
    if (image.isNull())
        return stepFailure(tr("there is not enough memory to resize the image"));
    const ImageEncoding encoding{formatFor(decoded.value().format), m_settings.quality};
    auto body = encodeImage(image, encoding, folders, token);
    if (body.cancelled())
        return Cancelled{};
    if (body.failed())
        return body.error();
    StepOutput output;
    output.body = std::move(body).value();
    output.columns = imageSizeValues(original);
    output.columns.insert(QStringLiteral("resized_width"), image.width());
    output.columns.insert(QStringLiteral("resized_height"), image.height());
    return output;
}

} // namespace sluice
