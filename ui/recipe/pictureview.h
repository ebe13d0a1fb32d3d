#pragma once

#include <QImage>
#include <QWidget>

namespace sluice {

/// A small picture, reduced further where there is no room, never enlarged.
class PictureView : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(QWidget *parent);

    void setPicture(const QImage &picture);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, 40}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_picture;
};

} // namespace sluice
