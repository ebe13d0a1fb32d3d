#pragma once

#include "engine/backgroundwork.h"
#include "engine/runcomparison.h"

#include <QDialog>

class QComboBox;
class QStandardItemModel;

namespace sluice {

class MessageBar;

/// Two runs side by side: of this project, or of others. Their numbers are read in the background.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    /// The runs of this project, oldest first; the last two are chosen to begin with.
    CompareDialog(const QString &projectPath, const std::vector<RunRecord> &runs, QWidget *parent);
    ~CompareDialog() override;

    /// Offers the runs of another project too, and chooses its last as the second.
    void addProject(const QString &path);

Q_SIGNALS:
    void compared(const sluice::RunComparison &comparison);

private:
    struct Choice
    {
        QString path;
        qint64 run = 0;
    };

    QComboBox *runBox(const QString &name);
    void offer(const QString &path, const std::vector<RunRecord> &runs, const QString &prefix);
    void chooseProject();
    void compare();
    void showNumbers(const RunComparison &comparison);

    std::vector<Choice> m_choices; ///< by index in the boxes
    QComboBox *m_first;
    QComboBox *m_second;
    QStandardItemModel *m_rows;
    MessageBar *m_messages;
    bool m_busy = false;
    bool m_again = false; ///< another choice was made meanwhile
    BackgroundWork m_work;
};

} // namespace sluice
