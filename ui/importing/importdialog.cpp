#include "ui/importing/importdialog.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/importing/importqueue.h"
#include "ui/importing/rejectedmodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/smalltable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace sluice {

namespace {

constexpr int scanDelayMs = 300;
/// A longer text is taken as it is: an editor would only be slow with it.
constexpr qsizetype longestEdited = 200'000;

bool isEditable(const QList<ImportSource> &sources)
{
    return sources.isEmpty() || (sources.size() == 1 && sources[0].kind == ImportSource::Kind::Text &&
                                 sources[0].text.size() <= longestEdited);
}

QWidget *underHeading(const QString &heading, QWidget *content, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *label = new QLabel(heading, box);
    setLook(label, Look::Strong);
    label->setBuddy(content);
    column->addWidget(label);
    column->addWidget(content, 1);
    return box;
}

} // namespace

ImportDialog::ImportDialog(ProjectStore *store, const QList<ImportSource> &sources, QWidget *parent)
    : QDialog(parent), m_sources(sources), m_queue(new ImportQueue(store, this)), m_messages(new MessageBar(this))
{
    setWindowTitle(tr("Add addresses"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 600);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(m_messages);
    column->addWidget(buildSource(), m_text ? 2 : 0);
    column->addWidget(buildCounts());
    column->addWidget(buildChoices());
    column->addWidget(buildPreview(), 3);
    column->addWidget(buildButtons());

    m_scanDelay.setSingleShot(true);
    m_scanDelay.setInterval(scanDelayMs);
    connect(&m_scanDelay, &QTimer::timeout, this, &ImportDialog::scan);
    connect(m_queue, &ImportQueue::finished, this, &ImportDialog::take);
    connect(m_queue, &ImportQueue::progress, this, [this](qint64 rows, double fraction) {
        m_progress->setRange(0, fraction < 0 ? 0 : 1'000);
        m_progress->setValue(static_cast<int>(fraction * 1'000));
        const auto rate = 1e9 * static_cast<double>(rows) / static_cast<double>(m_sinceBegun.nsecsElapsed());
        m_progressText->setText(tr("%1 addresses · %2").arg(humanCount(rows), humanRate(rate)));
    });
    scan();
}

QWidget *ImportDialog::buildSource()
{
    if (!isEditable(m_sources)) {
        QStringList names;
        for (const auto &source : m_sources)
            names.append(source.name());
        m_name = new ElidedLabel(this);
        m_name->setFullText(tr("From %1").arg(names.join(QStringLiteral(", "))));
        return m_name;
    }
    m_text = new QPlainTextEdit(this);
    m_text->setPlaceholderText(tr("https://example.org/one\nhttps://example.org/two\n/home/you/a-file-to-process.jpg"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Addresses, one a line"));
    if (!m_sources.isEmpty())
        m_text->setPlainText(m_sources[0].text);
    connect(m_text, &QPlainTextEdit::textChanged, &m_scanDelay, qOverload<>(&QTimer::start));
    return underHeading(tr("Addresses, one a &line"), m_text, this);
}

QWidget *ImportDialog::buildCounts()
{
    m_good = new QLabel(this);
    m_duplicates = new QLabel(this);
    m_bad = new QLabel(this);
    setLook(m_good, Look::Strong);
    setLook(m_bad, Look::Strong);
    auto *box = new QFrame(this);
    setLook(box, Look::Card);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::gap);
    row->setSpacing(0);
    const std::pair<QLabel *, QIcon> counts[] = {
        {m_good, themedIcon(QLatin1StringView("succeeded"), IconTone::Succeeded)},
        {m_duplicates, themedIcon(QLatin1StringView("copy"), IconTone::Dimmed)},
        {m_bad, themedIcon(QLatin1StringView("failed"), IconTone::Failed)}};
    for (const auto &[label, sign] : counts) {
        auto *icon = new IconLabel(14, box);
        icon->setIcon(sign);
        row->addWidget(icon);
        row->addSpacing(6);
        row->addWidget(label);
        row->addSpacing(24);
    }
    row->addStretch();
    m_progressText = new QLabel(box);
    setLook(m_progressText, Look::Dimmed);
    m_progress = new QProgressBar(box);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress"));
    row->addWidget(m_progressText);
    row->addSpacing(metrics::gap);
    row->addWidget(m_progress);
    return box;
}

QWidget *ImportDialog::buildChoices()
{
    m_skip = new QCheckBox(tr("Leave out &duplicates, also of what the project already has"), this);
    m_skip->setChecked(true);
    connect(m_skip, &QCheckBox::toggled, this, &ImportDialog::scan);
    m_column = new QComboBox(this);
    m_column->addItem(tr("found automatically"), QString());
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_columnLabel = new QLabel(tr("&Address column"), this);
    m_columnLabel->setBuddy(m_column);
    m_column->setAccessibleName(tr("Column that holds the address"));
    connect(m_column, &QComboBox::activated, this, &ImportDialog::scan);
    m_column->hide();
    m_columnLabel->hide();

    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_skip);
    row->addStretch();
    row->addWidget(m_columnLabel);
    row->addWidget(m_column);
    return box;
}

QWidget *ImportDialog::buildPreview()
{
    m_preview = new QListWidget(this);
    m_preview->setAccessibleName(tr("The first addresses that will be added"));
    m_preview->setUniformItemSizes(true);
    m_preview->setTextElideMode(Qt::ElideMiddle);
    m_preview->setProperty("dense", true);
    m_preview->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rejectedModel = new RejectedModel(this);
    m_rejected = makeSmallTable(m_rejectedModel, tr("Lines that are left out"), this);
    m_rejected->horizontalHeader()->setSectionResizeMode(RejectedModel::Reason, QHeaderView::Stretch);
    m_rejected->setColumnWidth(RejectedModel::Line, 64);
    m_rejected->setColumnWidth(RejectedModel::Source, 110);
    const bool hasFolders = std::ranges::any_of(m_sources, &ImportSource::isFolder);
    m_rejected->setColumnHidden(RejectedModel::Source, m_sources.size() < 2 && !hasFolders);

    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::betweenCards);
    row->addWidget(underHeading(tr("&First addresses"), m_preview, this), 1);
    row->addWidget(underHeading(tr("&Bad lines"), m_rejected, this), 1);
    return box;
}

QWidget *ImportDialog::buildButtons()
{
    m_add = new QPushButton(tr("&Add"), this);
    setLook(m_add, Look::Primary);
    m_add->setDefault(true);
    connect(m_add, &QPushButton::clicked, this, &ImportDialog::import);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &ImportDialog::cancel);

    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_add);
    return box;
}

} // namespace sluice
