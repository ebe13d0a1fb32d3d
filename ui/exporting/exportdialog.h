#pragma once

#include "engine/tableexport.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace sluice {

class MessageBar;

/// What of the table goes to which file, and in which format.
struct ExportOffer
{
    QString projectPath;
    JobFilter filter; ///< what the table shows
    qint64 shown = 0;
    qint64 total = 0;
    QStringList listColumns; ///< the list's own
    QStringList stepColumns; ///< results of the steps
    QString fileName;        ///< to begin with
};

class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(const ExportOffer &offer, QWidget *parent);

Q_SIGNALS:
    void exported(const QString &fileName, qint64 rows);

private:
    QWidget *buildScope();
    QWidget *buildColumns();
    QWidget *buildFile();
    QWidget *buildButtons();

    void browse();
    void followFormat();
    void start();
    void cancel();
    void take(const Result<qint64> &rows);
    void showProgress(qint64 rows, qint64 total);
    void setBusy(bool busy);
    QStringList chosenColumns() const;

    ExportOffer m_offer;
    TableExport *m_export;
    bool m_busy = false;
    QString m_mayReplace; ///< a file that the person agreed to replace

    MessageBar *m_messages;
    QRadioButton *m_all;
    QRadioButton *m_shown;
    QListWidget *m_columns;
    QComboBox *m_format;
    QLineEdit *m_file;
    QPushButton *m_browse;
    QProgressBar *m_progress;
    QLabel *m_progressText;
    QPushButton *m_go;
};

} // namespace sluice
