// Names for the few looks a widget can have beyond its kind; the stylesheet knows them.
#pragma once

#include <QWidget>

#include <array>

namespace sluice {

enum class Look {
    Card,    ///< a panel with border and rounded corners (QFrame)
    Primary, ///< the one button that matters
    Flat,    ///< a button without a border
    Heading, ///< base + 3, bold
    Strong,  ///< bold
    Dimmed,  ///< second-rank text
    Value,   ///< the large number of a chart
    Banner,  ///< the verdict
    Trouble, ///< a message about something that went wrong
    Bar,     ///< toolbar and status bar
    More,    ///< a menu behind three dots
    PageBar, ///< the left edge
    PageTab, ///< a page in it
};

inline void setLook(QWidget *widget, Look look)
{
    static constexpr std::array names{"card",   "primary", "flat", "heading", "strong",  "dimmed", "value",
                                      "banner", "trouble", "bar",  "more",    "pagebar", "pagetab"};
    widget->setProperty("look", QLatin1StringView(names[static_cast<size_t>(look)]));
}

/// The grid of the window, in pixels.
namespace metrics {
inline constexpr int gap = 8; ///< between neighbours
inline constexpr int cardPadding = 12;
inline constexpr int betweenCards = 16;
inline constexpr int control = 32; ///< height of fields and buttons
inline constexpr int row = 26;     ///< height of a table row
} // namespace metrics

} // namespace sluice
