#include "ui/displayguard.h"

#include <QString>
#include <QtGlobal>

#include <cstdio>
#include <cstdlib>

namespace sluice {

namespace {

constexpr int wrongUsage = 2;

/// Qt knows no other answer to a missing display than a fatal message; its warnings on the way there say the same
/// in other words.
void explainFatal(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtFatalMsg)
        return;
    if (message.contains(QLatin1StringView("platform plugin"))) {
        std::fputs("sluice: there is no display to open a window on. On a machine without one, sluice-cli does the "
                   "same jobs: sluice-cli run --help\n",
                   stderr);
    } else {
        std::fprintf(stderr, "sluice: %s\n", qPrintable(message));
    }
    std::_Exit(wrongUsage);
}

} // namespace

DisplayGuard::DisplayGuard()
{
    qInstallMessageHandler(explainFatal);
}

DisplayGuard::~DisplayGuard()
{
    qInstallMessageHandler(nullptr);
}

} // namespace sluice
