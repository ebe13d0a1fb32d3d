#pragma once

#include <QStringView>

namespace sluice {

/// Whether a URL's host is of this machine or the networks around it, as far as its text tells: loopback,
/// link-local, private and shared addresses in any notation (0x7f.1, 2130706433, ::ffff:127.0.0.1, a trailing
/// dot), "localhost" and names without a dot. A name is not looked up: one that leads home by DNS passes.
bool isLocalHost(QStringView host);

} // namespace sluice
