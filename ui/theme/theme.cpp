#include "ui/theme/theme.h"

#include "ui/theme/palette.h"
#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QSettings>
#include <QStyleFactory>
#include <QStyleHints>

/// A linker leaves out what nobody names, resources of a static library too. (The macro wants no namespace.)
static void keepResources()
{
    Q_INIT_RESOURCE(sluice);
}

namespace sluice {

namespace {

const auto settingsKey = QStringLiteral("window/theme");

QString nameOf(ColourScheme scheme)
{
    switch (scheme) {
    case ColourScheme::System:
        return QStringLiteral("system");
    case ColourScheme::Light:
        return QStringLiteral("light");
    case ColourScheme::Dark:
        return QStringLiteral("dark");
    }
    Q_UNREACHABLE();
}

ColourScheme schemeOf(const QString &name)
{
    for (const auto scheme : {ColourScheme::Light, ColourScheme::Dark}) {
        if (name == nameOf(scheme))
            return scheme;
    }
    return ColourScheme::System;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_scheme(schemeOf(QSettings().value(settingsKey).toString()))
    , m_platformWasDark(looksDark(QApplication::palette()))
{
    keepResources();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply);
#endif
    apply();
}

void Theme::setScheme(ColourScheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    QSettings().setValue(settingsKey, nameOf(scheme));
    apply();
    Q_EMIT schemeChanged();
}

bool Theme::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    return m_platformWasDark;
#endif
}

void Theme::apply()
{
    const bool dark = m_scheme == ColourScheme::Dark || (m_scheme == ColourScheme::System && systemIsDark());
    const auto &palette = dark ? darkPalette() : lightPalette();
    const auto qPalette = toQPalette(palette);
    QApplication::setPalette(qPalette);
    qApp->setStyleSheet(styleSheet(palette, m_images.path()));
}

} // namespace sluice
