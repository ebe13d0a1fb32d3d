#include "ui/tasks/lintlist.h"

#include "core/humanize.h"
#include "ui/tasks/lintcard.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/iconlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace sluice {

namespace {

constexpr size_t fewCards = 2; ///< the table below must keep its room

QWidget *calmLine(const QString &text, QWidget *parent)
{
    auto *line = new QWidget(parent);
    auto *icon = new IconLabel(16, line);
    icon->setIcon(themedIcon(QLatin1StringView("check"), IconTone::Succeeded));
    auto *label = new QLabel(text, line);
    setLook(label, Look::Dimmed);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(icon);
    row->addWidget(label, 1);
    return line;
}

} // namespace

LintList::LintList(QWidget *parent)
    : QFrame(parent)
    , m_column(new QVBoxLayout(this))
    , m_calm(calmLine(tr("Nothing unusual."), this))
    , m_more(new QPushButton(this))
{
    setAccessibleName(tr("Findings"));
    setLook(m_more, Look::Flat);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(metrics::gap);
    m_column->addWidget(m_calm);
    m_column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_all = !m_all;
        showCards();
    });
    showCards();
}

void LintList::setLints(const std::vector<TaskLint> &lints)
{
    const size_t former = m_cards.size();
    while (m_cards.size() > lints.size()) {
        delete m_cards.back();
        m_cards.pop_back();
    }
    while (m_cards.size() < lints.size()) {
        auto *card = new LintCard(this);
        connect(card, &LintCard::showRequested, this, &LintList::showRequested);
        m_column->insertWidget(static_cast<int>(m_cards.size()) + 1, card);
        m_cards.push_back(card);
    }
    for (size_t i = 0; i < lints.size(); ++i)
        m_cards[i]->setLint(lints[i]);
    if (former != m_cards.size())
        showCards();
}

void LintList::showCards()
{
    m_calm->setVisible(m_cards.empty());
    for (size_t i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setVisible(m_all || i < fewCards);
    m_more->setVisible(m_cards.size() > fewCards);
    m_more->setText(
        m_all ? tr("Show fewer findings")
              : tr("Show %1 more")
                    .arg(humanCount(static_cast<qint64>(m_cards.size() - std::min(m_cards.size(), fewCards)))));
}

} // namespace sluice
