#include "ui/run/limitcontrols.h"

#include "engine/engine.h"
#include "ui/theme/look.h"
#include "ui/widgets/numberspin.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

namespace sluice {

namespace {

constexpr int applyAfterMs = 350;

QString profileWord(const QString &name)
{
    if (name == QLatin1StringView("polite"))
        return LimitControls::tr("polite");
    if (name == QLatin1StringView("balanced"))
        return LimitControls::tr("balanced");
    if (name == QLatin1StringView("stress"))
        return LimitControls::tr("stress");
    if (name == QLatin1StringView("custom"))
        return LimitControls::tr("custom");
    return name;
}

} // namespace

LimitControls::LimitControls(Engine *engine, QWidget *parent) : QWidget(parent), m_engine(engine)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    m_inFlight = addSpin(LimitField::InFlight, tr("&In flight"));
    m_perHost = addSpin(LimitField::PerHost, tr("Per ho&st"));

    m_profile = new QComboBox(this); // after the fields: that is the order of Tab
    auto *label = new QLabel(tr("Pro&file"), this);
    setLook(label, Look::Dimmed);
    label->setBuddy(m_profile);
    m_profile->setAccessibleName(tr("Profile"));
    m_profile->setToolTip(tr("Ready-made limits: polite asks little of servers, stress is for servers of your own. "
                             "Sets timeouts and retries too."));
    m_profile->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto &profile : namedProfiles())
        m_profile->addItem(profileWord(profile.name), profile.name);
    row->addWidget(label);
    row->addWidget(m_profile);

    m_delay.setSingleShot(true);
    m_delay.setInterval(applyAfterMs);
    connect(&m_delay, &QTimer::timeout, this, &LimitControls::applySpins);
    connect(m_profile, &QComboBox::activated, this, &LimitControls::applyProfile);
    connect(engine, &Engine::optionsChanged, this, &LimitControls::showOptions);
    connect(engine, &Engine::projectChanged, this, &LimitControls::showOptions);
    showOptions();
}

NumberSpin *LimitControls::addSpin(LimitField field, const QString &label)
{
    const auto &range = limitRange(field);
    auto *spin = new NumberSpin(this);
    spin->setWhole(true);
    spin->setRange(range.minimum, range.maximum);
    spin->setAccessibleName(range.label());
    spin->setToolTip(range.sentence());
    spin->setFixedWidth(80);
    connect(spin, &QDoubleSpinBox::valueChanged, &m_delay, qOverload<>(&QTimer::start));

    auto *name = new QLabel(label, this);
    setLook(name, Look::Dimmed);
    name->setBuddy(spin);
    layout()->addWidget(name);
    layout()->addWidget(spin);
    return spin;
}

void LimitControls::showOptions()
{
    setEnabled(m_engine->isOpen());
    if (!m_engine->isOpen())
        return;
    const auto &limits = m_engine->options().limits;
    const auto set = [](NumberSpin *spin, int value) {
        const QSignalBlocker blocker(spin);
        spin->setValue(value);
    };
    m_delay.stop();
    set(m_inFlight, limits.inFlight);
    set(m_perHost, limits.perHost);

    // Limits changed by hand are a profile of their own, shown only while it is in force.
    const auto custom = QStringLiteral("custom");
    const int customAt = m_profile->findData(custom);
    if (customAt >= 0)
        m_profile->removeItem(customAt);
    if (m_profile->findData(limits.name) < 0)
        m_profile->addItem(profileWord(custom), custom);
    const int at = m_profile->findData(limits.name);
    m_profile->setCurrentIndex(at >= 0 ? at : m_profile->findData(custom));
}

void LimitControls::applySpins()
{
    auto options = m_engine->options();
    const int inFlight = static_cast<int>(m_inFlight->value());
    const int perHost = static_cast<int>(m_perHost->value());
    if (options.limits.inFlight == inFlight && options.limits.perHost == perHost)
        return;
    options.limits.inFlight = inFlight;
    options.limits.perHost = perHost;
    options.limits.name = QStringLiteral("custom");
    const auto done = m_engine->setOptions(options, tr("you"));
    if (done.failed()) {
        Q_EMIT refused(done.error().message);
        showOptions();
    }
}

void LimitControls::applyProfile(int index)
{
    const auto profile = namedProfile(m_profile->itemData(index).toString());
    if (!profile)
        return; // "custom" is what is in force already
    auto options = m_engine->options();
    options.limits = profile.value();
    const auto done = m_engine->setOptions(options, tr("you"));
    if (done.failed())
        Q_EMIT refused(done.error().message);
    showOptions();
}

} // namespace sluice
