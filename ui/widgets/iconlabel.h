#pragma once

#include <QIcon>
#include <QWidget>

namespace sluice {

/// An icon on its own, redrawn in the colours of the theme in force (a QLabel would keep its first pixmap).
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(int size, QWidget *parent = nullptr);

    void setIcon(const QIcon &icon);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
};

} // namespace sluice
