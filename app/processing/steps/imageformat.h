// The image formats that are read and written, and no others: content from the net must not pick a decoder.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace sluice {

enum class ImageFormat { Png, Jpeg, Webp, Gif };

/// By the first bytes (12 are enough); neither a file name nor a server is believed.
std::optional<ImageFormat> imageFormatOf(QByteArrayView firstBytes);

/// How long the whole file says it is, where the format begins with that (WebP).
std::optional<qint64> statedSize(ImageFormat format, QByteArrayView firstBytes);

/// "png", "jpeg", "webp", "gif": both the name in a recipe and the one by which Qt knows the decoder.
QLatin1StringView imageFormatName(ImageFormat format);
std::optional<ImageFormat> imageFormatNamed(QStringView name);

/// "image/png", …
QString contentTypeOf(ImageFormat format);

} // namespace sluice
