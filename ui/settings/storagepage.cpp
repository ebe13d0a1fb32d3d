#include "ui/settings/storagepage.h"

#include "ui/settings/fieldrow.h"
#include "ui/theme/look.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace sluice {

namespace {

constexpr int fieldWidth = 290;

} // namespace

StoragePage::StoragePage(QWidget *parent)
    : SettingsPage(tr("Whether bodies are kept as files, and where. Applies from the next start on."),
                   {LimitField::MaxBodyBytes}, parent)
    , m_folder(new QLineEdit(this))
    , m_template(new QLineEdit(this))
{
    auto *browse = new QPushButton(tr("&Browse…"), this);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &StoragePage::browse);
    auto *folder = new QWidget(this);
    auto *row = new QHBoxLayout(folder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_folder);
    row->addWidget(browse);
    folder->setFocusProxy(m_folder);
    m_folder->setFixedWidth(fieldWidth);
    m_folder->setPlaceholderText(tr("bodies are not kept"));
    m_folder->setAccessibleName(tr("Output folder"));
    m_template->setFixedWidth(fieldWidth);

    const ProjectOptions defaults;
    addRow(new FieldRow(tr("Output folder"), folder,
                        tr("Each body, as the last step leaves it, becomes a file in this folder. Empty: only the "
                           "numbers and the steps' results are kept."),
                        {}, this));
    addRow(new FieldRow(tr("File names"), m_template,
                        tr("{host}, {id} and {name} stand for the server, the job's number and the last part of the "
                           "address; / makes folders. By default %1.")
                            .arg(defaults.nameTemplate),
                        {}, this));
    for (auto *edit : {m_folder, m_template})
        connect(edit, &QLineEdit::textChanged, this, &SettingsPage::changed);
}

void StoragePage::load(const ProjectOptions &options)
{
    SettingsPage::load(options);
    const QSignalBlocker quietFolder(m_folder);
    const QSignalBlocker quietTemplate(m_template);
    m_folder->setText(QDir::toNativeSeparators(options.outDir));
    m_template->setText(options.nameTemplate);
}

void StoragePage::save(ProjectOptions *options) const
{
    SettingsPage::save(options);
    options->outDir = QDir::fromNativeSeparators(m_folder->text().trimmed());
    options->nameTemplate = m_template->text().trimmed();
}

void StoragePage::browse()
{
    auto *dialog = new QFileDialog(this, tr("Output folder"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &name) { m_folder->setText(QDir::toNativeSeparators(name)); });
    dialog->open();
}

} // namespace sluice
