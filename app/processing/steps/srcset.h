// The images that a srcset attribute offers.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace sluice {

/// The addresses of "a.jpg 1x, b.jpg 2x", in order, as written; taken apart as the HTML standard says, so that commas
/// within addresses and descriptors do no harm.
QByteArrayList srcsetAddresses(QByteArrayView srcset);

} // namespace sluice
