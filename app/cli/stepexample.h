// Examples of steps for help texts.
#pragma once

#include <QString>

namespace sluice {

/// "thumbnail width=256": a useful step of this kind with all it needs, as it is written within '' behind --step. The
/// name alone of a kind that needs nothing and is not known here.
QString stepExample(const QString &kind);

} // namespace sluice
