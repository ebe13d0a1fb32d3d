#include "processing/steps/imageencoding.h"

#include "processing/steps/wholebody.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QImageWriter>
#include <QPainter>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ImageEncoding", text);
}

/// Refuses to be written to once the token is cancelled, which encoders take for a full disk.
class EncodedBytes final : public QBuffer
{
public:
    explicit EncodedBytes(CancelToken token) : m_token(std::move(token)) { open(QIODevice::WriteOnly); }

protected:
    qint64 writeData(const char *data, qint64 size) override
    {
        return m_token.isCancelled() ? -1 : QBuffer::writeData(data, size);
    }

private:
    CancelToken m_token;
};

int longestSide(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Jpeg:
        return 65'500; // of libjpeg; the format has 35 more
    case ImageFormat::Webp:
        return 16'383;
    case ImageFormat::Png:
    case ImageFormat::Gif:
        break;
    }
    return std::numeric_limits<int>::max();
}

/// The same pixels, not copied, with what says how they look: Qt's writers also keep texts, which may be private. Must
/// not outlive the image.
QImage bare(const QImage &image)
{
    QImage pixels(image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format());
    pixels.setColorTable(image.colorTable());
    pixels.setColorSpace(image.colorSpace());
    pixels.setDotsPerMeterX(image.dotsPerMeterX());
    pixels.setDotsPerMeterY(image.dotsPerMeterY());
    return pixels;
}

} // namespace

bool canEncode(ImageFormat format)
{
    return QImageWriter::supportedImageFormats().contains(imageFormatName(format).data());
}

Result<Body> encodeImage(const QImage &image, const ImageEncoding &encoding, const StepFolders &folders,
                         const CancelToken &token)
{
    const auto formatName = imageFormatName(encoding.format);
    if (std::max(image.width(), image.height()) > longestSide(encoding.format)) {
        return stepFailure(tr("an image of %1 × %2 pixels does not go into a %3 file, whose sides have %4 at most")
                               .arg(image.width())
                               .arg(image.height())
                               .arg(formatName)
                               .arg(longestSide(encoding.format)));
    }
    const bool flatten = encoding.format == ImageFormat::Jpeg && image.hasAlphaChannel();
    const auto pixels = flatten ? onWhite(image) : image;
    EncodedBytes bytes(token);
    QImageWriter writer(&bytes, formatName.data());
    if (encoding.format != ImageFormat::Png) // there, Qt takes quality for the effort of compressing
        writer.setQuality(encoding.quality);
    const bool written = writer.write(bare(pixels));
    if (token.isCancelled())
        return Cancelled{};
    if (!written && writer.error() == QImageWriter::UnknownError) { // all that encoders say when they give up
        return stepFailure(tr("the image of %1 × %2 pixels cannot be written as %3; there may not be enough memory")
                               .arg(image.width())
                               .arg(image.height())
                               .arg(formatName));
    }
    if (!written)
        return stepFailure(tr("the image cannot be written: %1").arg(writer.errorString()));
    return bodyOf(bytes.data(), contentTypeOf(encoding.format), folders);
}

QImage onWhite(const QImage &image)
{
    QImage opaque(image.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    opaque.setColorSpace(image.colorSpace());
    QPainter(&opaque).drawImage(0, 0, image);
    return opaque;
}

} // namespace sluice
