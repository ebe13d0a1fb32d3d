// Light, dark, or as the system has it.
#pragma once

#include <QObject>
#include <QTemporaryDir>

namespace sluice {

enum class ColourScheme { System, Light, Dark };

/// Gives the application its style, palette and stylesheet, and keeps the choice for the next start. One is made
/// right after the QApplication and outlives every window.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);

    ColourScheme scheme() const { return m_scheme; }
    void setScheme(ColourScheme scheme);

Q_SIGNALS:
    void schemeChanged();

private:
    bool systemIsDark() const;
    void apply();

    ColourScheme m_scheme = ColourScheme::System;
    bool m_platformWasDark = false; ///< before we set a palette of our own: all that can be known up to Qt 6.4
    QTemporaryDir m_images;         ///< recoloured icons, for the stylesheet can load images from files only
};

} // namespace sluice
