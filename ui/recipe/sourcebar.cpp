#include "ui/recipe/sourcebar.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

namespace sluice {

namespace {

const auto folderKey = QStringLiteral("recipe/sourceFolder");

} // namespace

SourceBar::SourceBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_try(new QPushButton(tr("&Try"), this))
    , m_job(new QPushButton(this))
{
    m_text->setPlaceholderText(tr("Address or file to try the steps on"));
    m_text->setAccessibleName(tr("Address or file to try the steps on"));
    m_text->setClearButtonEnabled(true);
    m_try->setIcon(themedIcon(QLatin1StringView("play")));
    m_try->setToolTip(tr("Fetch it (again) and run the steps on it. Nothing is kept."));
    auto *file = new QPushButton(tr("Choose a &file…"), this);
    file->setIcon(themedIcon(QLatin1StringView("file")));
    connect(m_try, &QPushButton::clicked, this, &SourceBar::chooseText);
    connect(m_text, &QLineEdit::returnPressed, this, &SourceBar::chooseText);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_try->setEnabled(!m_text->text().trimmed().isEmpty()); });
    connect(m_job, &QPushButton::clicked, this, &SourceBar::chooseJob);
    connect(file, &QPushButton::clicked, this, &SourceBar::chooseFile);
    m_try->setEnabled(false);

    auto *upper = new QHBoxLayout;
    upper->setSpacing(metrics::gap);
    upper->addWidget(m_text, 1);
    upper->addWidget(m_try);
    auto *lower = new QHBoxLayout;
    lower->setSpacing(metrics::gap);
    lower->addWidget(m_job);
    lower->addWidget(file);
    lower->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addLayout(upper);
    column->addLayout(lower);
    offerJob(0, {});
}

void SourceBar::offerJob(qint64 id, const QString &address)
{
    m_offered = id;
    m_offeredAddress = address;
    m_job->setEnabled(id > 0);
    m_job->setText(id > 0 ? tr("&Use job %1").arg(humanCount(id)) : tr("&Use the selected job"));
    m_job->setToolTip(id > 0 ? tr("The job that is selected in the window's table")
                             : tr("Select a job in the window's table first"));
}

void SourceBar::clear()
{
    m_source = {};
    m_jobText.clear();
    m_text->clear();
    offerJob(0, {});
}

void SourceBar::chooseText()
{
    const auto text = m_text->text().trimmed();
    if (text.isEmpty())
        return;
    if (!m_source.job || text != m_jobText)
        m_source = {{}, text};
    Q_EMIT chosen();
}

void SourceBar::chooseJob()
{
    m_source = {JobId(m_offered), {}};
    m_jobText = m_offeredAddress.isEmpty() ? tr("Job %1").arg(humanCount(m_offered)) : visibleText(m_offeredAddress);
    m_text->setText(m_jobText);
    m_text->setCursorPosition(0);
    Q_EMIT chosen();
}

void SourceBar::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Choose a file to try the steps on"), QSettings().value(folderKey).toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
        m_text->setText(path);
        chooseText();
    });
    dialog->open();
}

} // namespace sluice
