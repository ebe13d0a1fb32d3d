#include "ui/recipe/stagecard.h"

#include "core/humanize.h"
#include "core/safetext.h"
#include "ui/recipe/pictureview.h"
#include "ui/recipe/valuegrid.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconlabel.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>

namespace sluice {

namespace {

constexpr int mostLinesShown = 12;

QLabel *selectable(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QStringList factsOf(const PreviewBody &body)
{
    QStringList facts;
    if (!body.contentType.isEmpty())
        facts.append(body.contentType);
    facts.append(humanBytes(body.size));
    return facts;
}

} // namespace

StageCard::StageCard(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(14, this))
    , m_title(new QLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_error(selectable({}, this))
    , m_values(new ValueGrid(this))
    , m_picture(new PictureView(this))
    , m_text(new QPlainTextEdit(this))
    , m_remark(selectable({}, this))
{
    setLook(this, Look::Card);
    setLook(m_title, Look::Strong);
    setLook(m_facts, Look::Dimmed);
    setLook(m_remark, Look::Dimmed);
    m_error->setProperty("look", QStringLiteral("problem"));
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_text->setAccessibleName(tr("Body as text"));
    m_text->setProperty("look", QStringLiteral("excerpt"));

    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_icon);
    head->addWidget(m_title);
    head->addSpacing(2);
    head->addWidget(m_facts, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::cardPadding);
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addWidget(m_error);
    column->addWidget(m_values);
    column->addWidget(m_picture);
    column->addWidget(m_text);
    column->addWidget(m_remark);
}

void StageCard::showInput(const PreviewInput &input)
{
    QStringList facts = factsOf(input.body);
    if (input.status > 0) {
        facts.prepend(QString::number(input.status));
        facts.append(tr("fetched in %1").arg(humanDuration(input.took)));
    }
    facts.append(input.address);
    setHead(Sign::None, tr("Input"), facts);
    setError({});
    setColumns(input.columns, {});
    setBody(input.body);
}

void StageCard::showInputFailure(const QString &sentence)
{
    setHead(Sign::Failed, tr("Input"), {});
    setError(sentence);
    setColumns({}, {});
    setBody({0, {}, true, {}});
    m_remark->hide();
}

void StageCard::showStep(const QString &name, const PreviewStep &step)
{
    const bool failed = !step.error.isEmpty();
    QStringList facts;
    if (step.took > Duration::zero())
        facts.append(humanDuration(step.took));
    if (!failed && !step.body.unchanged)
        facts += factsOf(step.body);
    setHead(failed ? Sign::Failed : Sign::Fine, QStringLiteral("%1  %2").arg(step.index + 1).arg(name), facts);
    setError(step.error);
    setColumns(step.columns, step.kept);
    setBody(step.body);
    m_remark->setVisible(!failed && !m_remark->text().isEmpty());
    if (failed) {
        m_text->hide();
        m_picture->hide();
    }
}

void StageCard::setHead(Sign sign, const QString &title, const QStringList &facts)
{
    m_icon->setVisible(sign != Sign::None);
    m_icon->setIcon(sign == Sign::Failed ? themedIcon(QLatin1StringView("failed"), IconTone::Failed)
                                         : themedIcon(QLatin1StringView("succeeded"), IconTone::Succeeded));
    m_title->setText(title);
    m_facts->setFullText(facts.join(QStringLiteral(" · ")));
    const auto said = sign == Sign::Failed ? tr("failed") : facts.join(QStringLiteral(", "));
    setAccessibleName(QStringLiteral("%1: %2").arg(title, visibleText(said)));
}

void StageCard::setError(const QString &sentence)
{
    m_error->setText(visibleText(sentence, 4'000));
    m_error->setVisible(!sentence.isEmpty());
}

void StageCard::setColumns(const PreviewColumns &columns, const QStringList &kept)
{
    auto rows = columns.shown;
    if (columns.left > 0)
        rows.append({QStringLiteral("…"), tr("and %1 more").arg(humanCount(columns.left))});
    for (const auto &line : kept)
        rows.append({tr("would keep"), line});
    m_values->setRows(rows);
}

void StageCard::setBody(const PreviewBody &body)
{
    const auto form = body.view.form;
    m_picture->setVisible(form == BodyView::Form::Picture);
    if (form == BodyView::Form::Picture)
        m_picture->setPicture(body.view.picture);

    const bool isText = !body.unchanged && (form == BodyView::Form::Text || form == BodyView::Form::Hex);
    m_text->setVisible(isText);
    if (isText && m_text->toPlainText() != body.view.text) {
        m_text->setPlainText(body.view.text);
        const int lines = std::min(m_text->blockCount(), mostLinesShown);
        const int bar = m_text->horizontalScrollBar()->sizeHint().height();
        m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + bar + 14);
    }

    auto remark = body.view.remark;
    if (body.unchanged)
        remark = tr("The body goes on unchanged.");
    else if (form == BodyView::Form::Empty)
        remark = tr("The body is empty.");
    m_remark->setText(visibleText(remark));
    m_remark->setVisible(!remark.isEmpty());
}

} // namespace sluice
