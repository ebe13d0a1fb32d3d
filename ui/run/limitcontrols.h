#pragma once

#include "limits/limitranges.h"

#include <QTimer>
#include <QWidget>

class QComboBox;

namespace sluice {

class Engine;
class NumberSpin;

/// The limits one changes most, live: in flight, per host, and the profile they come from.
class LimitControls : public QWidget
{
    Q_OBJECT

public:
    explicit LimitControls(Engine *engine, QWidget *parent = nullptr);

Q_SIGNALS:
    void refused(const QString &sentence);

private:
    NumberSpin *addSpin(LimitField field, const QString &label);
    void showOptions();
    void applySpins();
    void applyProfile(int index);

    Engine *m_engine;
    NumberSpin *m_inFlight;
    NumberSpin *m_perHost;
    QComboBox *m_profile;
    QTimer m_delay; ///< a series of clicks on an arrow is one change
};

} // namespace sluice
