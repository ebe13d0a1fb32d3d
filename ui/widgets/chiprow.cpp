#include "ui/widgets/chiprow.h"

#include "ui/widgets/chip.h"

#include <QGuiApplication>
#include <QHBoxLayout>

#include <algorithm>

namespace sluice {

namespace {

constexpr int between = 6;

} // namespace

ChipRow::ChipRow(const std::vector<Kind> &kinds, const QString &tipOfAll, std::function<QString(qint64)> speak,
                 QWidget *parent)
    : QWidget(parent), m_all(new Chip(tr("All"), {}, this)), m_speak(std::move(speak))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(between);
    row->addWidget(m_all);
    m_all->setToolTip(tipOfAll);
    connect(m_all, &QAbstractButton::clicked, this, [this] {
        setChosen({});
        Q_EMIT chosenChanged();
    });
    for (const auto &kind : kinds) {
        auto *chip = new Chip(kind.word, kind.icon, this);
        chip->setToolTip(tr("%1: show only these; Ctrl+click to add them to what is shown").arg(kind.word));
        const auto number = static_cast<int>(m_chips.size());
        connect(chip, &QAbstractButton::clicked, this, [this, number] { clicked(number); });
        m_chips.push_back(chip);
        row->addWidget(chip);
        setCount(number, 0);
    }
    row->addStretch();
    setTotal(0);
    showChosen();
}

void ChipRow::setTotal(qint64 count)
{
    m_all->setCount(count, m_speak(count));
    fit();
}

void ChipRow::setCount(int kind, qint64 count)
{
    m_chips[static_cast<size_t>(kind)]->setCount(count, m_speak(count));
    fit();
}

void ChipRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void ChipRow::fit()
{
    int needed = m_all->fullWidth();
    for (const auto *chip : m_chips)
        needed += between + chip->fullWidth();
    for (auto *chip : m_chips)
        chip->setTerse(needed > width());
}

void ChipRow::setChosen(std::vector<int> kinds)
{
    m_chosen = std::move(kinds);
    showChosen();
}

void ChipRow::clicked(int kind)
{
    const auto found = std::ranges::find(m_chosen, kind);
    const bool wasChosen = found != m_chosen.end();
    if (QGuiApplication::keyboardModifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) {
        if (wasChosen)
            m_chosen.erase(found);
        else
            m_chosen.push_back(kind);
    } else {
        // A second click on the only one shown goes back to all.
        const bool onlyOne = wasChosen && m_chosen.size() == 1;
        m_chosen = onlyOne ? std::vector<int>() : std::vector{kind};
    }
    showChosen();
    Q_EMIT chosenChanged();
}

void ChipRow::showChosen()
{
    m_all->setChecked(m_chosen.empty());
    for (size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(std::ranges::find(m_chosen, static_cast<int>(i)) != m_chosen.end());
}

} // namespace sluice
