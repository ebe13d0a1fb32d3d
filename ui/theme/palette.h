// Every colour of the window. Nothing else in the project names one.
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace sluice {

struct Palette
{
    bool dark = false;

    QColor window; ///< the ground behind cards
    QColor card;
    QColor header; ///< table heads, menus' hover, unfilled bars
    QColor line;   ///< hairlines and borders
    QColor text;
    QColor dimmed; ///< second-rank text: still readable on window, card and header
    QColor accent;
    QColor accentGround; ///< behind what is selected
    QColor onAccent;     ///< text and icons on accent

    // Of states. For icons and areas, always beside a word: on their own they carry no meaning.
    QColor queued;
    QColor running;
    QColor retrying;
    QColor succeeded;
    QColor failed;
    QColor cancelled;
    QColor computing;    ///< of the processor, as against the network
    QColor failedGround; ///< behind a message about something that went wrong

    /// What belongs together in charts, side by side: as many as can be told apart, by colour-blind people too. Never
    /// without a name beside it.
    std::array<QColor, 8> bands;
};

const Palette &lightPalette();
const Palette &darkPalette();

/// The one that a widget of this QPalette is drawn with: widgets ask with palette(), so that they need no object
/// to be handed round and follow QEvent::PaletteChange.
const Palette &paletteFor(const QPalette &palette);

QPalette toQPalette(const Palette &palette);

/// Whether its text is light, so its ground dark: how a platform says so before Qt 6.5.
bool looksDark(const QPalette &palette);

/// By WCAG 2.1: 1 to 21.
double contrastRatio(const QColor &one, const QColor &other);

} // namespace sluice
