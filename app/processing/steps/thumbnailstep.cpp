#include "processing/steps/thumbnailstep.h"

#include "processing/steps/bodydevice.h"
#include "processing/steps/wholebody.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ThumbnailStep", text);
}

// A progressive JPEG costs its decoder 6 bytes a pixel whatever the size of the result: 768 MB at most. The
// largest sensors of telephones (108 megapixels) pass.
constexpr qint64 maxMegapixels = 128;

// A WebP decoder reads all of the file into memory; no image of that many pixels comes near.
constexpr qint64 maxEncodedBytes = 512 << 20;

constexpr int unbounded = std::numeric_limits<int>::max();

QSize reduced(QSize original, QSize fit)
{
    const QSize box(fit.width() > 0 ? fit.width() : unbounded, fit.height() > 0 ? fit.height() : unbounded);
    if (original.width() <= box.width() && original.height() <= box.height())
        return original;
    return original.scaled(box, Qt::KeepAspectRatio).expandedTo({1, 1});
}

struct Decoded
{
    QImage image;
    QSize originalSize; ///< upright
};

Error unreadable(const QImageReader &reader, const BodyDevice &device, QSize size)
{
    if (device.wasReadPastEnd())
        return stepFailure(tr("the image is cut short"));
    if (qint64(size.width()) * size.height() * 4 > qint64(QImageReader::allocationLimit()) << 20)
        return stepFailure(tr("the image is too large to decode: %1 × %2 pixels").arg(size.width()).arg(size.height()));
    if (reader.error() == QImageReader::UnsupportedFormatError)
        return stepFailure(tr("this installation cannot read %1 images").arg(QString::fromLatin1(reader.format())));
    if (reader.error() == QImageReader::UnknownError)
        return stepFailure(tr("the image is damaged"));
    return stepFailure(tr("the image is damaged: %1").arg(reader.errorString()));
}

/// The format of the body, or why it is not worth a decoder's time.
Result<ImageFormat> recognised(BodyDevice *device)
{
    const auto firstBytes = device->peek(12);
    const auto format = imageFormatOf(firstBytes);
    if (!format)
        return stepFailure(device->size() == 0 ? tr("the body is empty")
                                               : tr("the body is not an image (PNG, JPEG, WebP or GIF)"));
    if (device->size() > maxEncodedBytes)
        return stepFailure(tr("the file is too large to be an image: %1 MB").arg(device->size() / 1'000'000));
    if (statedSize(*format, firstBytes).value_or(0) > device->size())
        return stepFailure(tr("the image is cut short"));
    return *format;
}

Result<Decoded> decode(BodyDevice *device, QSize fit, const CancelToken &token)
{
    const auto format = recognised(device);
    if (token.isCancelled())
        return Cancelled{};
    if (!format)
        return format.error();
    QImageReader reader(device, imageFormatName(format.value()).data());
    reader.setAutoDetectImageFormat(false); // exactly the decoder chosen above
    reader.setAutoTransform(true);
    const auto stored = reader.size();
    if (stored.isEmpty())
        return unreadable(reader, *device, {});
    const bool turned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    const auto upright = turned ? stored.transposed() : stored;
    if (qint64(stored.width()) * stored.height() > maxMegapixels * 1'000'000) {
        return stepFailure(tr("the image has %1 × %2 pixels; at most %3 megapixels are decoded")
                               .arg(upright.width())
                               .arg(upright.height())
                               .arg(maxMegapixels));
    }
    const auto wanted = reduced(upright, fit);
    if (wanted != upright)
        reader.setScaledSize(turned ? wanted.transposed() : wanted);

    device->forgetReadPastEnd(); // asking for the size may scan the whole file
    Decoded decoded{reader.read(), upright};
    if (token.isCancelled())
        return Cancelled{};
    // the JPEG and GIF decoders fill what is missing with grey and call it a success
    if (decoded.image.isNull() || device->wasReadPastEnd())
        return unreadable(reader, *device, stored);
    return decoded;
}

QImage onWhite(const QImage &image)
{
    QImage opaque(image.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    opaque.setColorSpace(image.colorSpace());
    QPainter(&opaque).drawImage(0, 0, image);
    return opaque;
}

Result<QByteArray> encode(const QImage &image, const ThumbnailStep::Settings &settings)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, imageFormatName(settings.format).data());
    if (settings.format != ImageFormat::Png) // there, Qt takes quality for the effort of compressing
        writer.setQuality(settings.quality);
    const bool flatten = settings.format == ImageFormat::Jpeg && image.hasAlphaChannel();
    if (!writer.write(flatten ? onWhite(image) : image))
        return stepFailure(tr("the thumbnail cannot be written: %1").arg(writer.errorString()));
    return bytes;
}

} // namespace

QString ThumbnailStep::name() const
{
    return QStringLiteral("thumbnail");
}

Result<StepOutput> ThumbnailStep::run(StepInput input, const StepFolders &, CancelToken token) const
{
    BodyDevice device(input.body, token);
    if (!device.openForReading())
        return stepFailure(tr("the file cannot be opened: %1").arg(device.errorString()));
    const auto decoded = decode(&device, m_settings.fit, token);
    if (decoded.cancelled())
        return Cancelled{};
    if (decoded.failed())
        return decoded.error();
    const auto &image = decoded.value().image;
    auto bytes = encode(image, m_settings);
    if (!bytes)
        return bytes.error();
    StepOutput output;
    output.body.data = std::move(bytes).value();
    output.body.contentType = contentTypeOf(m_settings.format);
    output.columns = {{QStringLiteral("thumbnail_width"), image.width()},
                      {QStringLiteral("thumbnail_height"), image.height()},
                      {QStringLiteral("image_width"), decoded.value().originalSize.width()},
                      {QStringLiteral("image_height"), decoded.value().originalSize.height()}};
    return output;
}

} // namespace sluice
