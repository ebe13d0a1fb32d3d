#pragma once

#include "engine/listimport.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace sluice {

class ElidedLabel;
class ImportQueue;
class MessageBar;
class RejectedModel;

/// Addresses on their way into the queue: shows how many are good, duplicate or bad before anything is added.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    /// No sources: a box to paste or type into. The store must outlive this.
    ImportDialog(ProjectStore *store, const QList<ImportSource> &sources, QWidget *parent);

Q_SIGNALS:
    void imported(const sluice::ImportReport &report);

private:
    QWidget *buildSource();
    QWidget *buildCounts();
    QWidget *buildChoices();
    QWidget *buildPreview();
    QWidget *buildButtons();

    QList<ImportSource> sources() const;
    ImportOptions options() const;
    void scan();
    void import();
    void cancel();
    void showScan(const ImportReport &report);
    void take(const ImportReport &report, const QString &error, bool cancelled);
    void setImporting(bool importing);
    void offerColumns(const QStringList &columns);

    QList<ImportSource> m_sources;
    ImportQueue *m_queue;
    ImportReport m_report;
    bool m_importing = false;

    MessageBar *m_messages;
    QPlainTextEdit *m_text = nullptr;
    ElidedLabel *m_name = nullptr;
    QLabel *m_good;
    QLabel *m_duplicates;
    QLabel *m_bad;
    QLabel *m_columnLabel;
    QComboBox *m_column;
    QCheckBox *m_skip;
    QListWidget *m_preview;
    QTableView *m_rejected;
    RejectedModel *m_rejectedModel;
    QProgressBar *m_progress;
    QLabel *m_progressText;
    QElapsedTimer m_sinceBegun; ///< of the scan or the import
    QPushButton *m_add;
    QTimer m_scanDelay;
};

} // namespace sluice
