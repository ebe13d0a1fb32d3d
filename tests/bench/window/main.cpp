// sluice-bench-window look PROJECT STARTED | run PROJECT SECONDS: the real window on a real project, drawn without a
// display. Prints one JSON object. STARTED is when the process was started, in nanoseconds of the monotonic clock.
#include "bench/window/acts.h"

#include <QApplication>
#include <QJsonDocument>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>

using namespace sluice::bench;

namespace {

std::optional<QJsonObject> measure(const QStringList &arguments)
{
    const auto number = arguments[3].toLongLong();
    if (arguments[1] == QLatin1StringView("look"))
        return lookRound(arguments[2], Moment(std::chrono::nanoseconds(number)));
    return watchRun(arguments[2], std::chrono::seconds(number));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("Usage: sluice-bench-window look PROJECT STARTED | run PROJECT SECONDS\n", stderr);
        return 2;
    }
    const QTemporaryDir home;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("sluice"));
    QApplication::setOrganizationName(QStringLiteral("sluice"));
    const auto found = measure(QApplication::arguments());
    if (!found)
        return 1;
    std::puts(QJsonDocument(*found).toJson(QJsonDocument::Compact).constData());
    return 0;
}
