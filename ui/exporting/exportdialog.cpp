#include "ui/exporting/exportdialog.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/theme/look.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>

namespace sluice {

namespace {

QLabel *strongLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    setLook(label, Look::Strong);
    return label;
}

QLabel *fieldLabel(const QString &text, QWidget *field)
{
    auto *label = new QLabel(text);
    label->setBuddy(field);
    label->setFixedHeight(metrics::control);
    return label;
}

} // namespace

ExportDialog::ExportDialog(const ExportOffer &offer, QWidget *parent)
    : QDialog(parent)
    , m_offer(offer)
    , m_export(new TableExport(offer.projectPath, this))
    , m_messages(new MessageBar(this))
{
    setWindowTitle(tr("Export"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 620);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(metrics::betweenCards);
    column->addWidget(m_messages);
    column->addWidget(buildScope());
    column->addWidget(buildColumns(), 1);
    column->addWidget(buildFile());
    column->addWidget(buildButtons());

    connect(m_export, &TableExport::progress, this, &ExportDialog::showProgress);
    connect(m_export, &TableExport::finished, this, &ExportDialog::take);
    setBusy(false);
}

QWidget *ExportDialog::buildScope()
{
    m_all = new QRadioButton(tr("&All: %1").arg(jobCount(m_offer.total)), this);
    m_shown = new QRadioButton(tr("&What the table shows: %1").arg(jobCount(m_offer.shown)), this);
    const bool filtered = m_offer.filter != JobFilter();
    m_shown->setVisible(filtered);
    (filtered ? m_shown : m_all)->setChecked(true);

    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(strongLabel(tr("Which jobs"), this));
    column->addWidget(m_all);
    column->addWidget(m_shown);
    return box;
}

QWidget *ExportDialog::buildColumns()
{
    m_columns = new QListWidget(this);
    m_columns->setAccessibleName(tr("Columns to export"));
    m_columns->setProperty("dense", true);
    m_columns->setUniformItemSizes(true);
    for (const auto &[name, source, key] : exportColumns(m_offer.listColumns, m_offer.stepColumns)) {
        auto *item = new QListWidgetItem(visibleText(name, 80), m_columns);
        item->setData(Qt::UserRole, name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    const auto setAll = [this](Qt::CheckState state) {
        for (int i = 0; i < m_columns->count(); ++i)
            m_columns->item(i)->setCheckState(state);
    };
    auto *all = new QPushButton(tr("All"), this);
    auto *none = new QPushButton(tr("None"), this);
    for (auto *button : {all, none}) {
        setLook(button, Look::Flat);
        button->setAutoDefault(false);
    }
    all->setAccessibleName(tr("All columns"));
    none->setAccessibleName(tr("No column"));
    connect(all, &QPushButton::clicked, this, [=] { setAll(Qt::Checked); });
    connect(none, &QPushButton::clicked, this, [=] { setAll(Qt::Unchecked); });

    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->addWidget(strongLabel(tr("Columns"), this));
    head->addStretch();
    head->addWidget(all);
    head->addWidget(none);
    column->addLayout(head);
    column->addWidget(m_columns, 1);
    return box;
}

QWidget *ExportDialog::buildFile()
{
    m_format = new QComboBox(this);
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("CSV, for spreadsheets"), QStringLiteral(".csv"));
    m_format->addItem(tr("TSV, tabs between values"), QStringLiteral(".tsv"));
    m_format->addItem(tr("JSON Lines, for programs"), QStringLiteral(".jsonl"));
    m_format->addItem(tr("Report of the last run, a page to show others"), QStringLiteral(".html"));
    connect(m_format, &QComboBox::activated, this, &ExportDialog::followFormat);
    m_file = new QLineEdit(QDir::toNativeSeparators(m_offer.fileName), this);
    m_file->setAccessibleName(tr("File to write"));
    connect(m_file, &QLineEdit::textChanged, this, [this] { setBusy(m_busy); });
    m_browse = new QPushButton(tr("&Browse…"), this);
    m_browse->setAutoDefault(false);
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::browse);

    auto *box = new QWidget(this);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(metrics::cardPadding);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(fieldLabel(tr("Fo&rmat"), m_format), m_format);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_file, 1);
    row->addWidget(m_browse);
    form->addRow(fieldLabel(tr("&File"), m_file), row);
    return box;
}

QWidget *ExportDialog::buildButtons()
{
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(140);
    m_progress->setAccessibleName(tr("Progress"));
    m_progressText = new QLabel(this);
    setLook(m_progressText, Look::Dimmed);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &ExportDialog::cancel);
    m_go = new QPushButton(tr("&Export"), this);
    setLook(m_go, Look::Primary);
    m_go->setDefault(true);
    connect(m_go, &QPushButton::clicked, this, &ExportDialog::start);

    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_progress);
    row->addWidget(m_progressText);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_go);
    return box;
}

void ExportDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Export to"), m_file->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(m_format->currentData().toString().mid(1));
    dialog->setNameFilter(tr("Tables and reports (*.csv *.tsv *.jsonl *.html)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        m_mayReplace = name; // the file dialog has asked
        m_file->setText(QDir::toNativeSeparators(name));
        for (int i = 0; i < m_format->count(); ++i) {
            if (name.endsWith(m_format->itemData(i).toString()))
                m_format->setCurrentIndex(i);
        }
    });
    dialog->open();
}

void ExportDialog::followFormat()
{
    auto name = m_file->text();
    for (int i = 0; i < m_format->count(); ++i) {
        const auto suffix = m_format->itemData(i).toString();
        if (name.endsWith(suffix, Qt::CaseInsensitive))
            name.chop(suffix.size());
    }
    m_file->setText(name + m_format->currentData().toString());
}

void ExportDialog::start()
{
    const auto columns = chosenColumns();
    if (columns.isEmpty() && !isReport(m_file->text())) {
        m_messages->showTrouble(tr("No column is chosen. Tick at least one."));
        return;
    }
    const auto fileName = QDir::fromNativeSeparators(m_file->text());
    if (QFileInfo::exists(fileName) && fileName != m_mayReplace) {
        m_messages->showTrouble(tr("%1 is there already.").arg(m_file->text()), {tr("Replace it"), [this, fileName] {
                                                                                     m_mayReplace = fileName;
                                                                                     start();
                                                                                 }});
        return;
    }
    m_messages->hide();
    setBusy(true);
    m_progress->setRange(0, 0);
    m_export->start({fileName, m_shown->isChecked() ? m_offer.filter : JobFilter(), columns, {}});
}

void ExportDialog::cancel()
{
    if (m_busy)
        m_export->cancel(); // answers with finished()
    else
        reject();
}

void ExportDialog::take(const Result<qint64> &rows)
{
    setBusy(false);
    if (rows) {
        Q_EMIT exported(QDir::fromNativeSeparators(m_file->text()), rows.value());
        accept();
    } else if (rows.cancelled()) {
        m_messages->showTrouble(tr("Stopped on your wish. No file was written."));
    } else {
        m_messages->showTrouble(rows.error().message);
    }
}

void ExportDialog::showProgress(qint64 rows, qint64 total)
{
    m_progress->setRange(0, 1'000);
    m_progress->setValue(total > 0 ? static_cast<int>(rows * 1'000 / total) : 0);
    m_progressText->setText(tr("%1 of %2").arg(humanCount(rows), humanCount(total)));
}

void ExportDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_progress->setVisible(busy);
    m_progressText->setVisible(busy);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_file), static_cast<QWidget *>(m_browse)})
        widget->setEnabled(!busy);
    // A report is of a run as a whole.
    for (QWidget *widget :
         {static_cast<QWidget *>(m_all), static_cast<QWidget *>(m_shown), static_cast<QWidget *>(m_columns)})
        widget->setEnabled(!busy && !isReport(m_file->text()));
    m_go->setEnabled(!busy && !m_file->text().trimmed().isEmpty());
}

QStringList ExportDialog::chosenColumns() const
{
    QStringList columns;
    for (int i = 0; i < m_columns->count(); ++i) {
        if (m_columns->item(i)->checkState() == Qt::Checked)
            columns.append(m_columns->item(i)->data(Qt::UserRole).toString());
    }
    return columns;
}

} // namespace sluice
