#pragma once

#include "store/storetypes.h"

#include <QMenu>

namespace sluice {

/// What can be done with the selected jobs.
class JobContextMenu : public QMenu
{
    Q_OBJECT

public:
    /// More addresses than this are an export, not something for the clipboard.
    static constexpr qint64 mostCopied = 10'000;

    /// `row` is the selected job when there is exactly one and it is loaded.
    JobContextMenu(qint64 count, const JobRow *row, QWidget *parent);

Q_SIGNALS:
    void requeueChosen();
    void cancelChosen();
    void copyChosen();

private:
    void addFileActions(const QString &path);
};

} // namespace sluice
