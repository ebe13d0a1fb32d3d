#include "processing/steps/thumbnailstep.h"

#include <QCoreApplication>
#include <QImageWriter>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ThumbnailStep", text);
}

StepParameter lengthParameter(const QString &name, int defaultValue, const QString &sentence)
{
    StepParameter parameter;
    parameter.name = name;
    parameter.defaultValue = defaultValue;
    parameter.maximum = 10'000;
    parameter.unit = QStringLiteral("px");
    parameter.sentence = sentence;
    return parameter;
}

StepParameter formatParameter()
{
    StepParameter parameter;
    parameter.name = QStringLiteral("format");
    parameter.type = StepParameter::Type::Choice;
    parameter.choices = {QStringLiteral("jpeg"), QStringLiteral("png"), QStringLiteral("webp")};
    parameter.defaultValue = parameter.choices.constFirst();
    parameter.sentence = tr("The format of the thumbnail.");
    return parameter;
}

StepParameter qualityParameter()
{
    StepParameter parameter;
    parameter.name = QStringLiteral("quality");
    parameter.defaultValue = 85;
    parameter.minimum = 1;
    parameter.maximum = 100;
    parameter.sentence = tr("How much detail JPEG and WebP keep: more is larger. PNG keeps everything.");
    return parameter;
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
        lengthParameter(QStringLiteral("width"), 256, tr("At most so wide; 0 = as the height makes it.")),
        lengthParameter(QStringLiteral("height"), 0, tr("At most so high; 0 = as the width makes it.")),
        formatParameter(),
        qualityParameter(),
    };
    kind.make = makeThumbnailStep;
    return kind;
}

} // namespace sluice
