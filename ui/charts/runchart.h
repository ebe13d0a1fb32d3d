#pragma once

#include "core/result.h"
#include "ui/charts/chartspec.h"
#include "ui/charts/charttable.h"
#include "ui/charts/nicerange.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace sluice {

class ChartLegend;
class RunCurves;
class RunPlot;
class RunSeries;
class Timeline;

/// One chart of a run in a card: title, latest value, plot, legend, and a menu with its table, its copies and its
/// files. Draws when told to, and only while some of it can be seen.
class RunChart : public QFrame
{
    Q_OBJECT

public:
    RunChart(ChartSpec spec, Timeline *timeline, QWidget *parent);
    ~RunChart() override;

    const ChartSpec &spec() const { return m_spec; }
    /// Another set of curves under the same title.
    void setSpec(ChartSpec spec);
    /// Beside the title.
    void addControl(QWidget *control);

    /// Both must outlive it; null: none.
    void setSeries(const RunSeries *series);
    void setComparison(const RunSeries *other, const QString &label);

    /// What it shows is out of date.
    void touch();
    /// The axis may shrink at once: somebody chose another stretch.
    void refit();
    bool isWorthDrawing() const;
    void redraw();
    int redraws() const { return m_redraws; }
    void moveCursor();

    RunPlot *plot() const { return m_plot; }
    /// The stretch shown in one sentence.
    QString summary() const;
    ChartTable table() const;
    void copyTable() const;
    void copyPicture() const;
    void showTable();
    /// .png, .svg, or a table by its suffix. Errors are sentences.
    Result<void> save(const QString &fileName) const;
    QString headline() const;
    /// As it is on the screen, without the menu; in widget coordinates.
    void paintPicture(QPainter *painter) const;

Q_SIGNALS:
    void trouble(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void layOut();
    class QMenu *makeMenu();
    void askWhereToSave();
    bool isOver() const;
    std::span<const SeriesPoint> shownPoints() const;
    void showValues();
    QString wordsAt(double time) const;

    ChartSpec m_spec;
    Timeline *m_timeline;
    QLabel *m_title;
    QLabel *m_headline;
    QHBoxLayout *m_head = nullptr;
    RunPlot *m_plot;
    ChartLegend *m_legend;
    std::unique_ptr<RunCurves> m_curves;
    NiceRange m_range;
    const RunSeries *m_series = nullptr;
    const RunSeries *m_other = nullptr;
    QString m_otherLabel;
    bool m_stale = true;
    int m_redraws = 0;
};

} // namespace sluice
