#pragma once

#include <QString>

namespace sluice {

struct Palette;

/// Everything that QSS can say about our look. Writes the few images it needs, in the palette's colours, to
/// `imageFolder`, which must live as long as the stylesheet is in use.
QString styleSheet(const Palette &palette, const QString &imageFolder);

} // namespace sluice
