#pragma once

#include "processing/recipe.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace sluice {

/// Whether a step can be made at all, found out a moment after the last change and not on this thread: making one may
/// compile a program.
class StepCheck : public QObject
{
    Q_OBJECT

public:
    explicit StepCheck(QObject *parent);

    /// Answers with checked(); a newer one silences this one.
    void check(const RecipeStep &step);
    void cancel();

Q_SIGNALS:
    /// The error; empty for none.
    void checked(const QString &sentence);

private:
    void begin();

    RecipeStep m_step;
    quint64 m_number = 0; ///< of the newest
    QTimer m_delay;
    QThreadPool m_pool; ///< last: it waits for a step that is being made
};

} // namespace sluice
