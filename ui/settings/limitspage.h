#pragma once

#include "ui/settings/settingspage.h"

namespace sluice {

class LimitsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit LimitsPage(QWidget *parent)
        : SettingsPage(tr("How much may happen at once. Changes bind a running run at once."),
                       {LimitField::InFlight, LimitField::PerHost, LimitField::RatePerSecond}, parent)
    {
    }
    QString title() const override { return tr("Limits"); }
};

class TimeoutsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit TimeoutsPage(QWidget *parent)
        : SettingsPage(
              tr("How long to wait before an attempt counts as failed. An error names the timeout that fired."),
              {LimitField::ConnectTimeout, LimitField::IdleTimeout, LimitField::AttemptTimeout}, parent)
    {
    }
    QString title() const override { return tr("Timeouts"); }
};

class ProcessingPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit ProcessingPage(QWidget *parent)
        : SettingsPage(
              tr("How many threads compute on the bodies, and how large a body they take into memory. What they "
                 "do is in the recipe: Project → Recipe."),
              {LimitField::Threads, LimitField::MaxMemoryBytes, LimitField::StepTimeout, LimitField::StepMemory},
              parent)
    {
    }
    QString title() const override { return tr("Processing"); }
};

} // namespace sluice
