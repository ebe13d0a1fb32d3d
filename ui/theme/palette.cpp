#include "ui/theme/palette.h"

#include <algorithm>
#include <cmath>

namespace sluice {

const Palette &lightPalette()
{
    static const Palette palette{
        .dark = false,
        .window = QColor(0xf5f6f8),
        .card = QColor(0xffffff),
        .header = QColor(0xeef1f4),
        .line = QColor(0xdfe3e8),
        .text = QColor(0x1d2329),
        .dimmed = QColor(0x5f6973),
        .accent = QColor(0x1f6feb),
        .accentGround = QColor(0xe7f0ff),
        .onAccent = QColor(0xffffff),
        .queued = QColor(0x7f8a95),
        .running = QColor(0x1f6feb),
        .retrying = QColor(0xb7791f),
        .succeeded = QColor(0x0f8a6a),
        .failed = QColor(0xcc4328),
        .cancelled = QColor(0x7f8a95),
        .computing = QColor(0x7a5cc7),
        .failedGround = QColor(0xfdece8),
        .bands = {QColor(0x7f8a95), QColor(0xbf7d1c), QColor(0x8c5a2b), QColor(0xc2569b), QColor(0x1f6feb),
                  QColor(0x0f8a6a), QColor(0x7a5cc7), QColor(0xcc4328)},
    };
    return palette;
}

const Palette &darkPalette()
{
    static const Palette palette{
        .dark = true,
        .window = QColor(0x15191e),
        .card = QColor(0x1c2229),
        .header = QColor(0x20272f),
        .line = QColor(0x2d353f),
        .text = QColor(0xe4e9ee),
        .dimmed = QColor(0x93a0ad),
        .accent = QColor(0x5aa2ff),
        .accentGround = QColor(0x1b2e49),
        .onAccent = QColor(0x0d1726),
        .queued = QColor(0x84909c),
        .running = QColor(0x5aa2ff),
        .retrying = QColor(0xe9b44c),
        .succeeded = QColor(0x3ecf9f),
        .failed = QColor(0xff7a5c),
        .cancelled = QColor(0x84909c),
        .computing = QColor(0xa893f0),
        .failedGround = QColor(0x3a211d),
        .bands = {QColor(0x84909c), QColor(0xe9b44c), QColor(0xb98558), QColor(0xe07fbd), QColor(0x5aa2ff),
                  QColor(0x3ecf9f), QColor(0xa893f0), QColor(0xff7a5c)},
    };
    return palette;
}

const Palette &paletteFor(const QPalette &palette)
{
    return looksDark(palette) ? darkPalette() : lightPalette();
}

QPalette toQPalette(const Palette &palette)
{
    QPalette result;
    const auto set = [&result](QPalette::ColorRole role, const QColor &color) {
        result.setColor(role, color);
    };
    set(QPalette::Window, palette.window);
    set(QPalette::WindowText, palette.text);
    set(QPalette::Base, palette.card);
    set(QPalette::AlternateBase, palette.header);
    set(QPalette::Text, palette.text);
    set(QPalette::PlaceholderText, palette.dimmed);
    set(QPalette::Button, palette.card);
    set(QPalette::ButtonText, palette.text);
    set(QPalette::BrightText, palette.onAccent);
    set(QPalette::ToolTipBase, palette.card);
    set(QPalette::ToolTipText, palette.text);
    set(QPalette::Highlight, palette.accentGround);
    set(QPalette::HighlightedText, palette.text);
    set(QPalette::Link, palette.accent);
    set(QPalette::LinkVisited, palette.accent);
    set(QPalette::Light, palette.card);
    set(QPalette::Midlight, palette.header);
    set(QPalette::Mid, palette.line);
    set(QPalette::Dark, palette.line);
    set(QPalette::Shadow, palette.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        result.setColor(QPalette::Disabled, role, palette.dimmed);
    return result;
}

bool looksDark(const QPalette &palette)
{
    // Not against the ground: where a stylesheet makes that transparent it counts as black.
    return palette.color(QPalette::Active, QPalette::WindowText).lightnessF() > 0.5F;
}

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

double contrastRatio(const QColor &one, const QColor &other)
{
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace sluice
