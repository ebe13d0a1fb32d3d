// The icon set of resources/icons, drawn in the colours of the palette in force.
#pragma once

#include <QIcon>
#include <QLatin1StringView>

class QColor;

namespace sluice {

struct Palette;

/// Which colour of the palette an icon takes. It is looked up when the icon is drawn, so an icon made once follows a
/// change of theme.
enum class IconTone {
    Text,
    Dimmed,
    Accent,
    OnAccent,
    Queued,
    Running,
    Retrying,
    Succeeded,
    Failed,
    Cancelled,
    Computing
};

/// `name` is a file of resources/icons without its suffix. Disabled icons are dimmed.
QIcon themedIcon(QLatin1StringView name, IconTone tone = IconTone::Text);

/// The source of an icon with its strokes in this colour.
QByteArray iconSvg(QLatin1StringView name, const QColor &color);

const QColor &toneColor(const Palette &palette, IconTone tone);

} // namespace sluice
