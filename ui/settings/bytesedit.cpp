#include "ui/settings/bytesedit.h"

#include "ui/theme/look.h"
#include "ui/widgets/numberspin.h"

#include <QComboBox>
#include <QHBoxLayout>

#include <cmath>

namespace sluice {

namespace {

constexpr qint64 kibi = 1024;
constexpr double largest = 1e6;

} // namespace

BytesEdit::BytesEdit(QWidget *parent) : QWidget(parent), m_number(new NumberSpin(this)), m_unit(new QComboBox(this))
{
    m_number->setWhole(false);
    m_number->setRange(0, largest);
    m_number->setFixedWidth(100);
    qint64 factor = kibi;
    for (const auto &unit : {tr("KiB"), tr("MiB"), tr("GiB"), tr("TiB")}) {
        m_unit->addItem(unit, factor);
        factor *= kibi;
    }
    m_unit->setAccessibleName(tr("Unit"));
    setFocusProxy(m_number);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(m_number);
    row->addWidget(m_unit);
    connect(m_number, &QDoubleSpinBox::valueChanged, this, &BytesEdit::valueChanged);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &BytesEdit::valueChanged);
}

qint64 BytesEdit::value() const
{
    return std::llround(m_number->value() * static_cast<double>(m_unit->currentData().toLongLong()));
}

QString BytesEdit::text(qint64 bytes)
{
    BytesEdit edit;
    edit.setValue(bytes);
    return QStringLiteral("%1 %2").arg(edit.m_number->text(), edit.m_unit->currentText());
}

void BytesEdit::setValue(qint64 bytes)
{
    if (bytes == value())
        return;
    int index = 0;
    while (index + 1 < m_unit->count() && bytes >= m_unit->itemData(index + 1).toLongLong())
        ++index;
    const QSignalBlocker quietUnit(m_unit);
    const QSignalBlocker quietNumber(m_number);
    m_unit->setCurrentIndex(index);
    m_number->setValue(static_cast<double>(bytes) / static_cast<double>(m_unit->itemData(index).toLongLong()));
}

} // namespace sluice
