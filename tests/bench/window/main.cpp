// sluice-bench-window open PROJECT STARTED | look PROJECT | run PROJECT SECONDS: the real window on a real project,
// drawn without a display. Prints one JSON object. STARTED is when the process was started, in nanoseconds of the
// monotonic clock.
#include "bench/window/acts.h"
#include "core/descriptorlimit.h"

#include <QApplication>
#include <QJsonDocument>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>

using namespace sluice;
using namespace sluice::bench;

namespace {

enum class Act { Open, Look, Run };

struct Order
{
    Act act;
    QString project;
    qint64 number = 0;
};

std::optional<Order> orderOf(const QStringList &arguments)
{
    const auto name = arguments.value(1);
    if (name == QLatin1StringView("look") && arguments.size() == 3)
        return Order{Act::Look, arguments[2]};
    if (arguments.size() != 4)
        return std::nullopt;
    if (name == QLatin1StringView("open"))
        return Order{Act::Open, arguments[2], arguments[3].toLongLong()};
    if (name == QLatin1StringView("run"))
        return Order{Act::Run, arguments[2], arguments[3].toLongLong()};
    return std::nullopt;
}

std::optional<QJsonObject> measure(const Order &order)
{
    switch (order.act) {
    case Act::Open:
        return openOnly(order.project, Moment(std::chrono::nanoseconds(order.number)));
    case Act::Look:
        return lookRound(order.project);
    case Act::Run:
        return watchRun(order.project, std::chrono::seconds(order.number));
    }
    Q_UNREACHABLE();
}

} // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir home;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // As the program itself.
    raiseDescriptorLimit();
    qputenv("QT_NO_THREADED_GLIB", "1");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("sluice"));
    QApplication::setOrganizationName(QStringLiteral("sluice"));
    const auto order = orderOf(QApplication::arguments());
    if (!order) {
        std::fputs("Usage: sluice-bench-window open PROJECT STARTED | look PROJECT | run PROJECT SECONDS\n", stderr);
        return 2;
    }
    const auto found = measure(*order);
    if (!found)
        return 1;
    std::puts(QJsonDocument(*found).toJson(QJsonDocument::Compact).constData());
    return 0;
}
