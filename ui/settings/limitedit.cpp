#include "ui/settings/limitedit.h"

#include "core/humanize.h"
#include "ui/settings/bytesedit.h"
#include "ui/settings/fieldrow.h"
#include "ui/widgets/numberspin.h"

#include <QVBoxLayout>

namespace sluice {

namespace {

constexpr int fieldWidth = 160;
constexpr qsizetype longestZero = 12;

/// What 0 stands for, short enough for the field.
QString zeroText(const LimitRange &range)
{
    const auto meaning = range.zeroMeans();
    return meaning.size() <= longestZero ? meaning : LimitEdit::tr("automatic");
}

QString sentenceOf(const LimitRange &range)
{
    const auto zero = zeroText(range);
    if (zero == range.zeroMeans())
        return range.sentence();
    return LimitEdit::tr("%1 Automatic: %2.").arg(range.sentence(), range.zeroMeans());
}

QString defaultText(const LimitRange &range)
{
    const double value = range.fallback();
    QString text;
    if (value == 0 && !range.zeroMeans().isEmpty())
        text = zeroText(range);
    else if (range.unit == LimitUnit::Bytes)
        text = BytesEdit::text(static_cast<qint64>(value));
    else if (range.unitText().isEmpty())
        text = humanNumber(value);
    else
        text = QStringLiteral("%1 %2").arg(humanNumber(value), range.unitText());
    return LimitEdit::tr("default: %1").arg(text);
}

NumberSpin *numberFor(const LimitRange &range, QWidget *parent)
{
    auto *spin = new NumberSpin(parent);
    spin->setWhole(range.isWhole());
    const auto zero = zeroText(range);
    spin->setRange(zero.isEmpty() ? range.minimum : 0, range.maximum);
    spin->setSpecialValueText(zero);
    if (!range.unitText().isEmpty())
        spin->setSuffix(u' ' + range.unitText());
    spin->setFixedWidth(fieldWidth);
    return spin;
}

} // namespace

LimitEdit::LimitEdit(LimitField field, QWidget *parent) : QWidget(parent), m_range(limitRange(field))
{
    QWidget *editor = nullptr;
    if (m_range.unit == LimitUnit::Bytes) {
        m_bytes = new BytesEdit(this);
        connect(m_bytes, &BytesEdit::valueChanged, this, &LimitEdit::noteChange);
        editor = m_bytes;
    } else {
        m_number = numberFor(m_range, this);
        connect(m_number, &QDoubleSpinBox::valueChanged, this, &LimitEdit::noteChange);
        editor = m_number;
    }
    m_row = new FieldRow(m_range.label(), editor, sentenceOf(m_range), defaultText(m_range), this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_row);
}

void LimitEdit::load(const LimitProfile &limits)
{
    m_loaded = m_range.valueIn(limits);
    if (m_bytes) {
        const QSignalBlocker quiet(m_bytes);
        m_bytes->setValue(static_cast<qint64>(m_loaded));
    } else {
        const QSignalBlocker quiet(m_number);
        m_number->setValue(m_loaded);
    }
    m_shown = m_bytes ? static_cast<double>(m_bytes->value()) : m_number->value();
    m_row->setProblem(problem());
}

void LimitEdit::save(LimitProfile *limits) const
{
    m_range.setValueIn(limits, value());
}

QString LimitEdit::problem() const
{
    return m_range.problem(value());
}

double LimitEdit::value() const
{
    const double now = m_bytes ? static_cast<double>(m_bytes->value()) : m_number->value();
    return now == m_shown ? m_loaded : now;
}

void LimitEdit::noteChange()
{
    m_row->setProblem(problem());
    Q_EMIT changed();
}

} // namespace sluice
