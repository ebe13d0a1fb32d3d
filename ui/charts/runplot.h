#pragma once

#include "ui/charts/plotview.h"

#include <optional>

namespace sluice {

class PlotOverlay;
class RunSeries;
class Timeline;

/// A plot whose stretch and cursor are a Timeline's, which pointer and keys move:
/// moving shows the cursor; a click chooses that moment, as Enter does; dragging shows that stretch; the wheel zooms
/// with Ctrl or where the plot has the keyboard (else it scrolls the page); a double click goes back. Left, Right,
/// Home, End move the cursor, with Shift the stretch; + and − zoom; 0 goes back; Space pauses; F follows; Escape takes
/// the cursor back to where it rests, as leaving does.
class RunPlot : public PlotView
{
    Q_OBJECT

public:
    RunPlot(Timeline *timeline, QWidget *parent);

    /// Must outlive it or be taken back with null.
    void setSeries(const RunSeries *series);
    /// What lies over the curves: marks, the cursor, what is being dragged.
    PlotOverlay *overlay() const { return m_overlay; }
    /// Words for what the pointer rests on, by time.
    void setWords(std::function<QString(double)> words) { m_words = std::move(words); }

    double timeAt(double x) const;
    double xAt(double time) const;

Q_SIGNALS:
    /// Clicked, or Enter on the cursor: this very moment.
    void chosen(double time);
    /// That click was the first of two: it chose nothing.
    void choiceWithdrawn();

protected:
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void step(int direction);
    void pan(int direction);

    Timeline *m_timeline;
    PlotOverlay *m_overlay;
    const RunSeries *m_series = nullptr;
    std::function<QString(double)> m_words;
    std::optional<double> m_pressed; ///< the time under a button that is down
    bool m_dragging = false;
    bool m_chose = false; ///< by the last click
};

} // namespace sluice
