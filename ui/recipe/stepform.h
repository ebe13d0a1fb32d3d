#pragma once

#include <QFrame>
#include <QPersistentModelIndex>

class QLabel;
class QScrollArea;

namespace sluice {

class ParameterField;
class RecipeModel;
class StepCheck;
struct StepKind;

/// The fields of one step, made from its parameter table. What is changed goes into the recipe at once; what the step
/// would refuse is said beside its field, at once what is wrong with a value alone, a moment later the rest.
class StepForm : public QFrame
{
    Q_OBJECT

public:
    StepForm(RecipeModel *model, QWidget *parent);

    void showStep(const QModelIndex &index);

private:
    void build();
    void refresh();
    void showProblems(const StepKind &kind);

    RecipeModel *m_model;
    QPersistentModelIndex m_index;
    QString m_shownName; ///< the kind of step that the fields are for
    std::vector<ParameterField *> m_fields;
    QLabel *m_title;
    QLabel *m_sentence;
    QLabel *m_problem;
    QScrollArea *m_scroll;
    StepCheck *m_check;
};

} // namespace sluice
