#include "ui/run/verdictdetails.h"

#include "core/safetext.h"
#include "telemetry/verdict.h"
#include "ui/theme/look.h"

#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>

namespace sluice {

namespace {

constexpr int textWidth = 440;

} // namespace

VerdictDetails::VerdictDetails(QWidget *parent) : QFrame(parent, Qt::Popup)
{
    setLook(this, Look::Card);
    setAccessibleName(tr("Why"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
}

void VerdictDetails::open(const Verdict &verdict, QWidget *anchor)
{
    fill(verdict);
    adjustSize();
    const auto screen = anchor->screen()->availableGeometry();
    auto at = anchor->mapToGlobal(QPoint(anchor->width() - width(), anchor->height() + metrics::gap / 2));
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    at.setY(std::clamp(at.y(), screen.top(), std::max(screen.top(), screen.bottom() - height())));
    move(at);
    show();
    setFocus(Qt::PopupFocusReason);
}

void VerdictDetails::fill(const Verdict &verdict)
{
    delete m_content;
    m_content = new QWidget(this);
    layout()->addWidget(m_content);
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(metrics::betweenCards, metrics::cardPadding, metrics::betweenCards,
                                 metrics::betweenCards);
    m_column->setSpacing(4);
    addHeading(tr("What speaks for it"));
    for (const auto &fact : verdict.evidence)
        addText(fact);
    if (!verdict.remedy.isEmpty()) {
        addHeading(tr("What would help"));
        addText(verdict.remedy);
    }
    if (!verdict.reckoning.isEmpty()) {
        addHeading(tr("How that is reckoned"));
        addText(verdict.reckoning);
    }
    if (!verdict.alternatives.isEmpty()) {
        addHeading(tr("What else may be done"));
        for (const auto &alternative : verdict.alternatives)
            addText(alternative);
    }
    setAccessibleDescription(verdict.evidence.join(QLatin1Char('\n')));
}

void VerdictDetails::addHeading(const QString &text)
{
    if (m_column->count() > 0)
        m_column->addSpacing(metrics::gap);
    auto *label = new QLabel(text, m_content);
    label->setTextFormat(Qt::PlainText);
    setLook(label, Look::Strong);
    m_column->addWidget(label);
}

void VerdictDetails::addText(const QString &text)
{
    auto *label = new QLabel(visibleText(text, 1'000), m_content);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFixedWidth(textWidth);
    label->setMinimumHeight(label->heightForWidth(textWidth));
    m_column->addWidget(label);
}

} // namespace sluice
