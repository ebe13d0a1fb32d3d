#include "testimages.h"

#include <QBuffer>
#include <QPainter>
#include <QtEndian>

namespace sluice::test {

QImage redOverBlue(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QPainter(&image).fillRect(0, size.height() / 2, size.width(), size.height(), Qt::blue);
    return image;
}

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.save(&buffer, format))
        qFatal("cannot write an image as %s", format);
    return bytes;
}

QByteArray withOrientation(const QByteArray &jpeg, int orientation)
{
    // APP1: "Exif", a little-endian TIFF header, one directory with one entry: orientation, SHORT, 1 value
    QByteArray exif("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24);
    exif += static_cast<char>(orientation);
    exif += QByteArray(7, '\0');
    QByteArray segment("\xFF\xE1\0\0", 4);
    qToBigEndian(static_cast<quint16>(exif.size() + 2), segment.data() + 2);
    return jpeg.left(2) + segment + exif + jpeg.mid(2);
}

static quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = ~0u;
    for (const char c : bytes) {
        crc ^= static_cast<quint8>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

static QByteArray chunk(const QByteArray &typeAndData)
{
    return bigEndian(static_cast<quint32>(typeAndData.size() - 4)) + typeAndData + bigEndian(crc32(typeAndData));
}

static QByteArray pngBeginning(quint32 width, quint32 height, const QByteArray &colours)
{
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR" + bigEndian(width) + bigEndian(height) + colours);
}

QByteArray pngHeader(quint32 width, quint32 height)
{
    const QByteArray colours("\x08\x02\0\0\0", 5); // 8 bits, RGB
    return pngBeginning(width, height, colours) + chunk("IDAT");
}

QByteArray pngOfZeros(quint32 width, quint32 height, int bits)
{
    const auto colours = QByteArray(1, static_cast<char>(bits)) + QByteArray(4, '\0');
    const qsizetype line = 1 + (qsizetype(width) * bits + 7) / 8;          // it begins with the number of its filter
    const auto pixels = qCompress(QByteArray(line * height, '\0')).mid(4); // after Qt's own header
    return pngBeginning(width, height, colours) + chunk("IDAT" + pixels) + chunk("IEND");
}

QImage noise(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    quint32 state = 1; // a linear congruential generator (Numerical Recipes)
    for (int y = 0; y < size.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x)
            line[x] = 0xFF000000 | (state = state * 1664525 + 1013904223) >> 8;
    }
    return image;
}

QByteArray tinyGif()
{
    return QByteArray::fromBase64("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==");
}

} // namespace sluice::test
