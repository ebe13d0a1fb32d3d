#pragma once

#include "ui/charts/chartspec.h"

#include <QWidget>

namespace sluice {

struct Palette;

/// What the colours of a chart mean, each with its value at the cursor. Breaks into lines as words do. A screen reader
/// gets the chart's summary and table instead.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent);

    void setCurves(const std::vector<CurveSpec> &curves);
    /// In the order of the curves.
    void setValues(const QStringList &values);
    /// How the other run of a comparison is drawn; empty for none.
    void setOther(const QString &label);

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    void paint(QPainter *painter, const Palette &colours) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QString name;
        QString value;
        CurveKind kind;
        int colour; ///< −1: the other run
    };

    int widthOf(const Entry &entry) const;
    template <typename Visit>
    int forEachPlace(int width, Visit visit) const;

    std::vector<Entry> m_entries;
    QString m_other;
};

} // namespace sluice
