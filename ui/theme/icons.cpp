#include "ui/theme/icons.h"

#include "ui/theme/palette.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace sluice {

namespace {

class ToneIconEngine final : public QIconEngine
{
public:
    ToneIconEngine(QLatin1StringView name, IconTone tone) : m_name(name), m_tone(tone) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect.topLeft(), draw(rect.size(), ratio, mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override { return draw(size, 1, mode); }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // Here, unlike in paint(), the size is already in device pixels.
        auto pixmap = draw(size, 1, mode);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QIconEngine *clone() const override { return new ToneIconEngine(m_name, m_tone); }

private:
    QPixmap draw(const QSize &size, qreal ratio, QIcon::Mode mode) const
    {
        const auto &palette = paletteFor(QApplication::palette());
        auto color = mode == QIcon::Disabled ? palette.dimmed : toneColor(palette, m_tone);
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.6F);

        const auto key = QStringLiteral("sluice/%1/%2/%3x%4@%5")
                             .arg(m_name)
                             .arg(color.rgba())
                             .arg(size.width())
                             .arg(size.height())
                             .arg(ratio);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;

        pixmap = QPixmap(size * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QSvgRenderer renderer(iconSvg(m_name, color));
        QPainter painter(&pixmap);
        painter.setOpacity(color.alphaF());
        renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QLatin1StringView m_name;
    IconTone m_tone;
};

} // namespace

QIcon themedIcon(QLatin1StringView name, IconTone tone)
{
    return QIcon(new ToneIconEngine(name, tone));
}

QByteArray iconSvg(QLatin1StringView name, const QColor &color)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", color.name(QColor::HexRgb).toLatin1());
}

const QColor &toneColor(const Palette &palette, IconTone tone)
{
    switch (tone) {
    case IconTone::Text:
        return palette.text;
    case IconTone::Dimmed:
        return palette.dimmed;
    case IconTone::Accent:
        return palette.accent;
    case IconTone::OnAccent:
        return palette.onAccent;
    case IconTone::Queued:
        return palette.queued;
    case IconTone::Running:
        return palette.running;
    case IconTone::Retrying:
        return palette.retrying;
    case IconTone::Succeeded:
        return palette.succeeded;
    case IconTone::Failed:
        return palette.failed;
    case IconTone::Cancelled:
        return palette.cancelled;
    case IconTone::Computing:
        return palette.computing;
    }
    Q_UNREACHABLE();
}

} // namespace sluice
