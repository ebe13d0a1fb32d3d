#pragma once

#include <QWidget>

class QLabel;

namespace sluice {

/// One setting: its name, the field, what it is by default, a sentence that says what it does, and what is wrong
/// with it if anything is.
class FieldRow : public QWidget
{
    Q_OBJECT

public:
    FieldRow(const QString &name, QWidget *field, const QString &sentence, const QString &defaultText, QWidget *parent);

    void setProblem(const QString &sentence);

private:
    QWidget *m_field;
    QLabel *m_problem;
};

} // namespace sluice
