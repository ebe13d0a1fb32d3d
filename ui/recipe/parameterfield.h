#pragma once

#include "processing/step.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace sluice {

class NumberSpin;

/// One parameter of a step: its name, a field of its type, what it does, and what is wrong with it if anything is.
class ParameterField : public QWidget
{
    Q_OBJECT

public:
    /// With so much room for its name, in pixels: fields below one another begin at one line.
    ParameterField(const StepParameter &parameter, int nameWidth, QWidget *parent);

    /// Its name as it is shown, with the mnemonic that leads to the field.
    void setLabel(const QString &text);
    const QString &name() const { return m_parameter.name; }
    /// In the parameter's type; Words whose quotes do not close are the text as it was typed, which no step takes.
    QVariant value() const;
    /// Without changed().
    void setValue(const QVariant &value);
    /// A sentence; empty for none.
    void setProblem(const QString &sentence);

Q_SIGNALS:
    void changed();

private:
    QWidget *buildEditor();
    QWidget *editor() const;
    void setLine(const QString &text);
    void build(QWidget *editor, int nameWidth);

    StepParameter m_parameter;
    NumberSpin *m_number = nullptr;
    QComboBox *m_choice = nullptr;
    QCheckBox *m_check = nullptr;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_lines = nullptr;
    QLabel *m_name = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace sluice
