#include "processing/steps/imageformat.h"

#include <QtEndian>

namespace sluice {

std::optional<ImageFormat> imageFormatOf(QByteArrayView firstBytes)
{
    if (firstBytes.startsWith("\x89PNG\r\n\x1A\n"))
        return ImageFormat::Png;
    if (firstBytes.startsWith("\xFF\xD8\xFF"))
        return ImageFormat::Jpeg;
    if (firstBytes.startsWith("GIF87a") || firstBytes.startsWith("GIF89a"))
        return ImageFormat::Gif;
    if (firstBytes.startsWith("RIFF") && firstBytes.size() >= 12 && firstBytes.sliced(8).startsWith("WEBP"))
        return ImageFormat::Webp;
    return std::nullopt;
}

std::optional<qint64> statedSize(ImageFormat format, QByteArrayView firstBytes)
{
    constexpr qsizetype riffHeader = 8; // "RIFF", then the length of all that follows
    if (format != ImageFormat::Webp || firstBytes.size() < riffHeader)
        return std::nullopt;
    return riffHeader + qint64(qFromLittleEndian<quint32>(firstBytes.data() + 4));
}

QLatin1StringView imageFormatName(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Png:
        return QLatin1StringView("png");
    case ImageFormat::Jpeg:
        return QLatin1StringView("jpeg");
    case ImageFormat::Webp:
        return QLatin1StringView("webp");
    case ImageFormat::Gif:
        return QLatin1StringView("gif");
    }
    Q_UNREACHABLE();
}

std::optional<ImageFormat> imageFormatNamed(QStringView name)
{
    for (const auto format : {ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Webp, ImageFormat::Gif}) {
        if (name == imageFormatName(format))
            return format;
    }
    return std::nullopt;
}

QString contentTypeOf(ImageFormat format)
{
    return QLatin1StringView("image/") + imageFormatName(format);
}

} // namespace sluice
