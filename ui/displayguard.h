#pragma once

namespace sluice {

/// While it lives, a start without a usable display ends with a sentence and exit code 2 instead of an abort. Hold
/// one while the QApplication is made.
class DisplayGuard
{
public:
    DisplayGuard();
    ~DisplayGuard();
    DisplayGuard(const DisplayGuard &) = delete;
    DisplayGuard &operator=(const DisplayGuard &) = delete;
};

} // namespace sluice
