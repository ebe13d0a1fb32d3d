#include "ui/runs/comparedialog.h"

#include "core/safetext.h"
#include "engine/keptrun.h"
#include "ui/theme/look.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/smalltable.h"
#include "ui/words.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace sluice {

namespace {

void addRow(QStandardItemModel *rows, const QStringList &cells)
{
    QList<QStandardItem *> items;
    for (const auto &cell : cells) {
        auto *item = new QStandardItem(visibleText(cell, 300));
        item->setToolTip(plainTip(item->text()));
        item->setEditable(false);
        item->setTextAlignment(Qt::AlignVCenter | (items.isEmpty() ? Qt::AlignLeft : Qt::AlignRight));
        items += item;
    }
    rows->appendRow(items);
}

QLabel *fieldLabel(const QString &text, QWidget *field)
{
    auto *label = new QLabel(text);
    label->setBuddy(field);
    label->setFixedHeight(metrics::control);
    return label;
}

} // namespace

CompareDialog::CompareDialog(const QString &projectPath, const std::vector<RunRecord> &runs, QWidget *parent)
    : QDialog(parent)
    , m_first(runBox(tr("First run")))
    , m_second(runBox(tr("Second run")))
    , m_rows(new QStandardItemModel(0, 4, this))
    , m_messages(new MessageBar(this))
{
    setWindowTitle(tr("Compare runs"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 640);
    m_rows->setHorizontalHeaderLabels({tr("Number"), tr("First"), tr("Second"), tr("Difference")});
    m_rows->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 1; column < m_rows->columnCount(); ++column)
        m_rows->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *table = makeSmallTable(m_rows, tr("Numbers of both runs"), this);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);

    auto *other = new QPushButton(tr("&Another project…"), this);
    other->setToolTip(tr("Offer the runs of another project file too"));
    auto *close = new QPushButton(tr("Close"), this);
    other->setAutoDefault(false);
    connect(other, &QPushButton::clicked, this, &CompareDialog::chooseProject);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::cardPadding);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(fieldLabel(tr("&First"), m_first), m_first);
    form->addRow(fieldLabel(tr("&Second"), m_second), m_second);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(other);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(m_messages);
    column->addLayout(form);
    column->addWidget(table, 1);
    column->addLayout(buttons);

    offer(projectPath, runs, {});
    m_first->setCurrentIndex(std::max(0, m_first->count() - 2));
    m_second->setCurrentIndex(m_second->count() - 1);
    for (auto *box : {m_first, m_second})
        connect(box, &QComboBox::activated, this, &CompareDialog::compare);
    compare();
}

CompareDialog::~CompareDialog() = default;

QComboBox *CompareDialog::runBox(const QString &name)
{
    auto *box = new QComboBox(this);
    box->setAccessibleName(name);
    return box;
}

void CompareDialog::offer(const QString &path, const std::vector<RunRecord> &runs, const QString &prefix)
{
    const auto live = liveRunOf(path, runs);
    for (const auto &run : runs) {
        m_choices.push_back({path, run.id});
        const auto title =
            visibleText(prefix + runTitle(run) + QStringLiteral(", ") + endingText(run, live == run.id), 200);
        m_first->addItem(title);
        m_second->addItem(title);
    }
}

void CompareDialog::chooseProject()
{
    auto *dialog = new QFileDialog(this, tr("Another project"), {}, tr("Sluice projects (*.sluice)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CompareDialog::addProject);
    dialog->open();
}

void CompareDialog::addProject(const QString &path)
{
    const auto runs = readRuns(path); // milliseconds
    if (!runs) {
        m_messages->showTrouble(runs.error().message);
        return;
    }
    if (runs.value().empty()) {
        m_messages->showNotice(tr("%1 remembers no run yet.").arg(path));
        return;
    }
    offer(path, runs.value(), tr("%1: ").arg(QFileInfo(path).fileName()));
    m_second->setCurrentIndex(m_second->count() - 1);
    compare();
}

void CompareDialog::compare()
{
    if (m_first->currentIndex() < 0)
        return;
    if (m_busy) {
        m_again = true;
        return;
    }
    m_busy = true;
    const auto first = m_choices[static_cast<size_t>(m_first->currentIndex())];
    const auto second = m_choices[static_cast<size_t>(m_second->currentIndex())];
    m_work.start([this, first, second](std::stop_token) -> BackgroundWork::News {
        auto one = readRun(first.path, first.run);
        auto other = readRun(second.path, second.run);
        return [this, one = std::move(one), other = std::move(other)] {
            m_busy = false;
            if (one.failed() || other.failed())
                m_messages->showTrouble((one.failed() ? one : other).error().message);
            else
                showNumbers(compareRuns(one.value(), other.value()));
            if (std::exchange(m_again, false))
                compare();
        };
    });
}

void CompareDialog::showNumbers(const RunComparison &comparison)
{
    m_rows->setRowCount(0);
    for (const auto &number : comparison.numbers)
        addRow(m_rows, {number.label, measureText(number.first, number.measure),
                        measureText(number.second, number.measure), differenceText(number)});
    for (const auto &limit : comparison.limits)
        addRow(m_rows, {tr("Setting: %1").arg(limit.label), limit.first, limit.second, {}});
    Q_EMIT compared(comparison);
}

} // namespace sluice
