#include "processing/steps/imageoptions.h"

#include "processing/stepparameter.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ImageOptions", text);
}

} // namespace

QStringList writtenFormats()
{
    QStringList names;
    for (const auto format : {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp})
        names.append(imageFormatName(format));
    return names;
}

StepParameter qualityParameter()
{
    return integerParameter(QStringLiteral("quality"), 85, 1, 100, {},
                            tr("How much detail JPEG and WebP keep: more is larger. PNG keeps everything."));
}

Result<ImageEncoding> imageEncodingOf(const QString &step, const QVariantMap &values)
{
    ImageEncoding encoding;
    encoding.format = imageFormatNamed(values.value(QStringLiteral("format")).toString()).value_or(ImageFormat::Jpeg);
    encoding.quality = values.value(QStringLiteral("quality")).toInt();
    if (canEncode(encoding.format))
        return encoding;
    return Error{ErrorKind::Input, tr("%1: this installation cannot write %2 images. Install the image format plugins "
                                      "of Qt 6 or choose another format.")
                                       .arg(step, imageFormatName(encoding.format))};
}

std::vector<StepColumn> imageSizeColumns()
{
    const auto sentence = tr("Pixels of the original, upright.");
    return {{QStringLiteral("image_width"), sentence}, {QStringLiteral("image_height"), sentence}};
}

QJsonObject imageSizeValues(QSize original)
{
    return {{QStringLiteral("image_width"), original.width()}, {QStringLiteral("image_height"), original.height()}};
}

StepColumn imageFormatColumn()
{
    return {QStringLiteral("image_format"), tr("The format of the original by its content: png, jpeg, webp or gif.")};
}

} // namespace sluice
