#include "processing/steps/imagedecoding.h"

#include "processing/steps/bodydevice.h"
#include "processing/steps/imagescaling.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QImageReader>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ImageDecoding", text);
}

// A WebP decoder reads all of the file into memory; no image of that many pixels comes near.
constexpr qint64 maxEncodedBytes = 512 << 20;

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

/// What decoders yield unless they say otherwise.
QImage::Format pixelFormat(const QImageReader &reader)
{
    const auto format = reader.imageFormat();
    return format == QImage::Format_Invalid ? QImage::Format_RGB32 : format;
}

/// Qt's decoder may do the scaling, which saves memory. Images with a palette it brings back to the palette; in PNG it
/// lets the colours of transparent pixels bleed into their neighbours.
bool scalesWell(ImageFormat format, QImage::Format pixels)
{
    switch (format) {
    case ImageFormat::Jpeg:
    case ImageFormat::Webp:
        return true;
    case ImageFormat::Png:
        return pixels == QImage::Format_RGB32 || pixels == QImage::Format_Grayscale8;
    case ImageFormat::Gif: // not before it is decoded
        return false;
    }
    Q_UNREACHABLE();
}

Error lackOfMemory(QSize size)
{
    return stepFailure(
        tr("there is not enough memory to decode the image of %1 × %2 pixels").arg(size.width()).arg(size.height()));
}

Error unreadable(const QImageReader &reader, const BodyDevice &device, QSize size, QImage::Format format)
{
    if (device.wasReadPastEnd())
        return stepFailure(tr("the image is cut short"));
    const qint64 bits = qint64(size.width()) * size.height() * QImage::toPixelFormat(format).bitsPerPixel();
    if (bits / 8 > qint64(QImageReader::allocationLimit()) << 20)
        return stepFailure(tr("the image is too large to decode: %1 × %2 pixels").arg(size.width()).arg(size.height()));
    if (!size.isEmpty() && QImage(size, format).isNull())
        return lackOfMemory(size);
    if (reader.error() == QImageReader::UnsupportedFormatError)
        return stepFailure(tr("this installation cannot read %1 images").arg(QString::fromLatin1(reader.format())));
    if (reader.error() == QImageReader::UnknownError)
        return stepFailure(tr("the image is damaged"));
    return stepFailure(tr("the image is damaged: %1").arg(reader.errorString()));
}

Result<DecodedImage> decode(BodyDevice *device, const WantedSize &wantedSize, const CancelToken &token)
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
        return unreadable(reader, *device, {}, QImage::Format_RGB32);
    const bool turned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    const auto upright = turned ? stored.transposed() : stored;
    if (isOverMaxMegapixels(stored)) {
        return stepFailure(tr("the image has %1 × %2 pixels; at most %3 megapixels are decoded")
                               .arg(upright.width())
                               .arg(upright.height())
                               .arg(maxMegapixels));
    }
    const auto wanted = wantedSize(upright);
    if (!wanted)
        return wanted.error();
    const auto pixels = pixelFormat(reader); // a decoder that has failed does not tell any more
    if (wanted.value() != upright && scalesWell(format.value(), pixels))
        reader.setScaledSize(turned ? wanted.value().transposed() : wanted.value());

    device->forgetReadPastEnd(); // asking for the size may scan the whole file
    DecodedImage decoded{reader.read(), upright, format.value()};
    if (token.isCancelled())
        return Cancelled{};
    // the JPEG and GIF decoders fill what is missing with grey and call it a success
    if (decoded.image.isNull() || device->wasReadPastEnd())
        return unreadable(reader, *device, stored, pixels);
    decoded.image = scaledImage(std::move(decoded.image), wanted.value());
    if (decoded.image.isNull())
        return lackOfMemory(stored);
    return decoded;
}

} // namespace

bool isOverMaxMegapixels(QSize size)
{
    return qint64(size.width()) * size.height() > maxMegapixels * 1'000'000;
}

void allowLargeImages()
{
    constexpr int mebibytes = maxMegapixels * 4; // of 4 bytes a pixel, what most decoders yield
    QImageReader::setAllocationLimit(mebibytes);
}

Result<DecodedImage> decodeImage(const Body &body, const WantedSize &wantedSize, const CancelToken &token)
{
    BodyDevice device(body, token);
    if (!device.openForReading())
        return stepFailure(tr("the file cannot be opened: %1").arg(device.errorString()));
    return decode(&device, wantedSize, token);
}

} // namespace sluice
