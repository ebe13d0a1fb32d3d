#include "practice/picturemaker.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QPainter>
#include <QPromise>
#include <QtEndian>

#include <memory>

namespace sluice {

namespace {

constexpr quint64 drawings = 64;
constexpr qsizetype cacheKiB = 64 * 1024;

QByteArray draw(QSize size, int drawing)
{
    QImage image(size, QImage::Format_RGB32);
    const int hue = drawing * 360 / static_cast<int>(drawings);
    const QPointF corner(size.width(), size.height());
    QLinearGradient sky(QPointF(0, 0), corner);
    sky.setColorAt(0, QColor::fromHsv(hue, 160, 240));
    sky.setColorAt(1, QColor::fromHsv((hue + 70) % 360, 200, 90));
    QPainter painter(&image);
    painter.fillRect(image.rect(), sky);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 1; i <= 9; ++i) {
        const int place = drawing * 37 + i * 61;
        const QPointF centre(corner.x() * (place % 101) / 100.0, corner.y() * (place * 7 % 97) / 96.0);
        painter.setBrush(QColor::fromHsv((hue + 40 * i) % 360, 180, 230, 130));
        painter.drawEllipse(centre, corner.x() * i / 40, corner.y() * i / 30);
    }
    painter.end();

    QBuffer file;
    QImageWriter writer(&file, "jpeg");
    writer.setQuality(80);
    return writer.write(image) ? file.data() : QByteArray();
}

} // namespace

PictureMaker::PictureMaker() : m_drawings(cacheKiB)
{
    m_pool.setMaxThreadCount(1);
}

PictureMaker::~PictureMaker()
{
    m_pool.clear();
}

QFuture<QByteArray> PictureMaker::picture(QSize size, quint64 seed)
{
    const auto drawing = seed % drawings;
    const auto key = (static_cast<quint64>(size.width()) << 32) + (static_cast<quint64>(size.height()) << 8) + drawing;
    if (const auto *known = m_drawings.object(key))
        return *known;
    auto promise = std::make_shared<QPromise<QByteArray>>();
    promise->start();
    const auto future = promise->future();
    m_pool.start([promise, size, drawing] {
        promise->addResult(draw(size, static_cast<int>(drawing)));
        promise->finish();
    });
    const auto guessedKiB = qMax(1, size.width() * size.height() / 8192);
    m_drawings.insert(key, new QFuture<QByteArray>(future), guessedKiB);
    return future;
}

QByteArray PictureMaker::withComment(const QByteArray &jpeg, const QByteArray &comment)
{
    if (jpeg.size() < 6)
        return jpeg;
    const auto first = 4 + qFromBigEndian<quint16>(jpeg.constData() + 4); // SOI, marker, length with its own two bytes
    const auto length = static_cast<quint16>(comment.size() + 2);
    QByteArray result;
    result.reserve(jpeg.size() + comment.size() + 4);
    result += jpeg.first(qMin<qsizetype>(first, jpeg.size()));
    result += "\xFF\xFE";
    result += static_cast<char>(length >> 8);
    result += static_cast<char>(length & 0xFF);
    result += comment;
    result += jpeg.sliced(qMin<qsizetype>(first, jpeg.size()));
    return result;
}

} // namespace sluice
