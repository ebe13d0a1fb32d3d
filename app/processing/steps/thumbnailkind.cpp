#include "processing/steps/thumbnailstep.h"

#include "processing/stepparameter.h"

#include <QCoreApplication>
#include <QImageWriter>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ThumbnailStep", text);
}

ImageFormat formatOf(const QString &name)
{
    for (const auto format : {ImageFormat::Png, ImageFormat::Webp}) {
        if (name == imageFormatName(format))
            return format;
    }
    return ImageFormat::Jpeg;
}

Result<std::shared_ptr<const Step>> makeThumbnailStep(const QVariantMap &values)
{
    ThumbnailStep::Settings settings;
    settings.fit = {values.value(QStringLiteral("width")).toInt(), values.value(QStringLiteral("height")).toInt()};
    settings.format = formatOf(values.value(QStringLiteral("format")).toString());
    settings.quality = values.value(QStringLiteral("quality")).toInt();
    if (settings.fit.isNull())
        return Error{ErrorKind::Input, tr("thumbnail: give a width or a height; both are 0.")};
    const auto format = imageFormatName(settings.format);
    if (!QImageWriter::supportedImageFormats().contains(format.data())) {
        return Error{ErrorKind::Input, tr("thumbnail: this installation cannot write %1 images. Install the image "
                                          "format plugins of Qt 6 or choose another format.")
                                           .arg(format)};
    }
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
        choiceParameter(QStringLiteral("format"),
                        {QStringLiteral("jpeg"), QStringLiteral("png"), QStringLiteral("webp")},
                        tr("The format of the thumbnail.")),
        integerParameter(QStringLiteral("quality"), 85, 1, 100, {},
                         tr("How much detail JPEG and WebP keep: more is larger. PNG keeps everything.")),
    };
    kind.columns = {
        {QStringLiteral("thumbnail_width"), tr("Pixels of the thumbnail.")},
        {QStringLiteral("thumbnail_height"), tr("Pixels of the thumbnail.")},
        {QStringLiteral("image_width"), tr("Pixels of the original, upright.")},
        {QStringLiteral("image_height"), tr("Pixels of the original, upright.")},
    };
    kind.isolation = StepKind::Isolation::ByDefault;
    kind.make = makeThumbnailStep;
    return kind;
}

} // namespace sluice
