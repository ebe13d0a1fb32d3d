#pragma once

#include "limits/limitprofile.h"

#include <QDialog>

class QPushButton;

namespace sluice {

class LimitEdit;

/// Asks under which limits a group of failures is tried again. Limits are the project's: they hold for all jobs.
class RetryDialog : public QDialog
{
    Q_OBJECT

public:
    RetryDialog(qint64 count, const LimitProfile &limits, QWidget *parent);

Q_SIGNALS:
    void chosen(const sluice::LimitProfile &limits); ///< valid; the same as given when nothing was changed

private:
    void accept() override;
    void checkAll();

    LimitProfile m_limits;
    std::vector<LimitEdit *> m_edits;
    QPushButton *m_retry;
};

} // namespace sluice
