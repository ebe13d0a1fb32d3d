#include "processing/steps/thumbnailstep.h"

#include "processing/steps/imagedecoding.h"
#include "processing/steps/imageoptions.h"
#include "processing/steps/imagesize.h"

namespace sluice {

QString ThumbnailStep::name() const
{
    return QStringLiteral("thumbnail");
}

Result<StepOutput> ThumbnailStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    const auto wantedSize = [fit = m_settings.fit](QSize original) {
        return sizeWithin(original, fit, false);
    };
    const auto decoded = decodeImage(input.body, wantedSize, token);
    if (decoded.cancelled())
        return Cancelled{};
    if (decoded.failed())
        return decoded.error();
    const auto &image = decoded.value().image;
    auto body = encodeImage(image, {m_settings.format, m_settings.quality}, folders, token);
    if (body.cancelled())
        return Cancelled{};
    if (body.failed())
        return body.error();
    StepOutput output;
    output.body = std::move(body).value();
    output.columns = imageSizeValues(decoded.value().originalSize);
    output.columns.insert(QStringLiteral("thumbnail_width"), image.width());
    output.columns.insert(QStringLiteral("thumbnail_height"), image.height());
    return output;
}

} // namespace sluice
