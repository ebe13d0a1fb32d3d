#pragma once

#include "engine/listimport.h"

class QWidget;

namespace sluice {

/// What is pasted into a window (and not into one of its fields) or dropped on it.
class PasteAndDrop : public QObject
{
    Q_OBJECT

public:
    explicit PasteAndDrop(QWidget *window);

Q_SIGNALS:
    void given(const QList<sluice::ImportSource> &sources);
    void nothingToPaste();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void paste();
};

} // namespace sluice
