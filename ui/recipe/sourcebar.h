#pragma once

#include "engine/previewtypes.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace sluice {

/// What the recipe is tried on: the job that is selected in the table, an address, or a file.
class SourceBar : public QWidget
{
    Q_OBJECT

public:
    explicit SourceBar(QWidget *parent);

    const PreviewSource &source() const { return m_source; }
    /// The job that can be chosen; 0: none is selected.
    void offerJob(qint64 id, const QString &address);

    /// There is no source any more, and no job to choose.
    void clear();

Q_SIGNALS:
    /// Try it, fetching anew.
    void chosen();

private:
    void chooseText();
    void chooseJob();
    void chooseFile();

    PreviewSource m_source;
    QLineEdit *m_text;
    QPushButton *m_try;
    QPushButton *m_job;
    qint64 m_offered = 0;
    QString m_offeredAddress;
    QString m_jobText; ///< in the field while the job is the source
};

} // namespace sluice
