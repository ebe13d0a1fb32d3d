#pragma once

#include "processing/recipe.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QToolButton;

namespace sluice {

class NumberSpin;

/// One step of a recipe with fields for its parameters.
class StepEdit : public QFrame
{
    Q_OBJECT

public:
    StepEdit(const StepKind &kind, const RecipeStep &step, QWidget *parent);

    RecipeStep step() const;
    void setPlace(bool first, bool last);

Q_SIGNALS:
    void changed();
    void moveRequested(int by);
    void removeRequested();

private:
    struct Field
    {
        QString name;
        NumberSpin *number = nullptr;
        QComboBox *choice = nullptr;
        QCheckBox *check = nullptr;
        QLineEdit *text = nullptr;

        QWidget *editor() const;
        QVariant value() const;
    };
    QWidget *buildHead(const StepKind &kind);
    Field buildField(const StepParameter &parameter, const QVariant &value);

    QString m_name;
    std::vector<Field> m_fields;
    QToolButton *m_up;
    QToolButton *m_down;
};

} // namespace sluice
