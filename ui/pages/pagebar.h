#pragma once

#include <QFrame>
#include <QLatin1StringView>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace sluice {

/// The left edge of the window: an icon and a word for each page, one of them chosen. One stop of the Tab key; the
/// arrow keys move within.
class PageBar : public QFrame
{
    Q_OBJECT

public:
    explicit PageBar(QWidget *parent);

    /// At the end. `tip` says what the page is for. The first one is chosen.
    void add(QLatin1StringView icon, const QString &title, const QString &tip);
    int count() const;
    int chosen() const;
    void choose(int index);

Q_SIGNALS:
    void chosenChanged(int index);

private:
    QButtonGroup *m_group;
    QVBoxLayout *m_column;
};

} // namespace sluice
