#include "ui/inspector/factsview.h"

#include "core/safetext.h"
#include "ui/theme/look.h"

#include <QFormLayout>
#include <QLabel>

namespace sluice {

namespace {

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(visibleText(text, 4000));
    return label;
}

} // namespace

FactsView::FactsView(const QString &accessibleName, QWidget *parent) : QScrollArea(parent)
{
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void FactsView::setFacts(const QList<QPair<QString, QString>> &facts, const QString &empty)
{
    if (facts == m_facts && empty == m_empty && widget())
        return;
    m_facts = facts;
    m_empty = empty;
    auto *page = new QWidget;
    page->setProperty("look", QStringLiteral("page"));
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 4, 0, 4);
    form->setHorizontalSpacing(metrics::betweenCards);
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (const auto &[name, value] : facts) {
        auto *label = plainLabel(name, page);
        setLook(label, Look::Dimmed);
        auto *text = plainLabel(value, page);
        text->setWordWrap(true);
        text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setAccessibleName(QStringLiteral("%1: %2").arg(name, text->text()));
        form->addRow(label, text);
    }
    if (facts.isEmpty()) {
        auto *label = plainLabel(empty, page);
        setLook(label, Look::Dimmed);
        form->addRow(label);
    }
    setWidget(page);
}

} // namespace sluice
