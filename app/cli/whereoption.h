// What --where means, for the help of the commands that take it.
#pragma once

#include <QString>

namespace sluice {

QString columnConditions();

} // namespace sluice
