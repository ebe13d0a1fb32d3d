#pragma once

#include <QAbstractButton>

namespace sluice {

/// A filter that is on or off, with the number of things it lets through.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    Chip(const QString &word, const QIcon &icon, QWidget *parent = nullptr);

    /// `spoken`: with its unit, "12 jobs".
    void setCount(qint64 count, const QString &spoken);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_count;
};

} // namespace sluice
