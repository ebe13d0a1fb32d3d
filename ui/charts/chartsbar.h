#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace sluice {

class Timeline;

/// The head of the charts: which stretch, following, pausing, zooming; and what the cursor is on.
class ChartsBar : public QWidget
{
    Q_OBJECT

public:
    ChartsBar(Timeline *timeline, QWidget *parent);

    /// What is under the cursor, in words; empty: none.
    void setCursorText(const QString &text);
    void showRange();

private:
    QToolButton *addButton(const QString &text, const QString &tip);
    void showModes();

    Timeline *m_timeline;
    QComboBox *m_span;
    QToolButton *m_follow;
    QToolButton *m_pause;
    QLabel *m_range;
    QLabel *m_cursor;
};

} // namespace sluice
