#include "ui/recipe/pictureview.h"

#include "ui/theme/palette.h"

#include <QPainter>

namespace sluice {

namespace {

constexpr int tallest = 160;

} // namespace

PictureView::PictureView(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PictureView::setPicture(const QImage &picture)
{
    m_picture = picture;
    setAccessibleName(tr("Picture of the body"));
    updateGeometry();
    update();
}

QSize PictureView::sizeHint() const
{
    if (m_picture.height() <= tallest)
        return m_picture.size();
    return m_picture.size().scaled(m_picture.width(), tallest, Qt::KeepAspectRatio);
}

void PictureView::paintEvent(QPaintEvent *)
{
    if (m_picture.isNull())
        return;
    auto size = m_picture.size();
    if (size.width() > width() || size.height() > height())
        size = size.scaled(this->size(), Qt::KeepAspectRatio);
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRect place(QPoint(), size);
    painter.drawImage(place, m_picture);
    painter.setPen(paletteFor(palette()).line);
    painter.drawRect(place.adjusted(0, 0, -1, -1));
}

} // namespace sluice
