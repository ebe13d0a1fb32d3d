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

    /// Without the word, where there is a sign to tell it by.
    void setTerse(bool terse);
    /// With the word.
    int fullWidth() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int widthOf(bool terse) const;

    QString m_count;
    bool m_terse = false;
};

} // namespace sluice
