#include "processing/steps/thumbnailstep.h"

#include "processing/stepparameter.h"
#include "processing/steps/imageoptions.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ThumbnailStep", text);
}

Result<std::shared_ptr<const Step>> makeThumbnailStep(const QVariantMap &values)
{
    ThumbnailStep::Settings settings;
    settings.fit = {values.value(QStringLiteral("width")).toInt(), values.value(QStringLiteral("height")).toInt()};
    if (settings.fit.isNull())
        return Error{ErrorKind::Input, tr("thumbnail: give a width or a height; both are 0.")};
    const auto encoding = imageEncodingOf(QStringLiteral("thumbnail"), values);
    if (!encoding)
        return encoding.error();
    settings.format = encoding.value().format;
    settings.quality = encoding.value().quality;
    return {std::make_shared<const ThumbnailStep>(settings)};
}

} // namespace

StepKind thumbnailStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("thumbnail");
    kind.sentence = tr("Makes a small picture of an image, with its proportions kept.");
    kind.parameters = {
        integerParameter(QStringLiteral("width"), 256, 0, 10'000, QStringLiteral("px"),
                         tr("At most so wide; 0 = as the height makes it.")),
        integerParameter(QStringLiteral("height"), 0, 0, 10'000, QStringLiteral("px"),
                         tr("At most so high; 0 = as the width makes it.")),
        choiceParameter(QStringLiteral("format"), writtenFormats(), tr("The format of the thumbnail.")),
        qualityParameter(),
    };
    kind.columns = imageSizeColumns();
    kind.columns.push_back({QStringLiteral("thumbnail_width"), tr("Pixels of the thumbnail.")});
    kind.columns.push_back({QStringLiteral("thumbnail_height"), tr("Pixels of the thumbnail.")});
    kind.isolation = StepKind::Isolation::ByDefault;
    kind.make = makeThumbnailStep;
    return kind;
}

} // namespace sluice
