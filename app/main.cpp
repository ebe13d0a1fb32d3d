// The window's composition root.
#include "core/descriptorlimit.h"
#include "engine/engine.h"
#include "ui/displayguard.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QIcon>
#include <QLoggingCategory>

#include <csignal>
#include <cstdio>
#include <optional>

using namespace sluice;

namespace {

constexpr auto help = R"(Usage: sluice [PROJECT | INPUT ...]

Opens the window of Sluice.

  PROJECT   a project file (NAME.sluice); made if it does not exist
  INPUT     what to add to a new project: a list (.txt .csv .tsv .jsonl .xml,
            also .gz and .zst of these), an http(s) address, or a file to process

  --help     show this and end
  --version  show the version and end

Without a display, sluice-cli does the same jobs.
)";

/// The answer to an option, before there is an application: these must work without a display.
std::optional<int> answerOption(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument(argv[i]);
        if (argument == "--help" || argument == "-h") {
            std::fputs(help, stdout);
            return 0;
        }
        if (argument == "--version") {
            std::puts("sluice " SLUICE_VERSION);
            return 0;
        }
    }
    return std::nullopt;
}

bool isProject(const QString &argument)
{
    return argument.endsWith(QLatin1StringView(".sluice"), Qt::CaseInsensitive);
}

} // namespace

int main(int argc, char **argv)
{
    if (const auto answered = answerOption(argc, argv))
        return *answered;

    raiseDescriptorLimit();
    qputenv("QT_NO_THREADED_GLIB", "1"); // engine threads: cheaper to wake than glib's loop
    std::signal(SIGCHLD, SIG_DFL);       // or children of ours would vanish before we learn how they ended
    std::signal(SIGXFSZ, SIG_IGN);       // a file over the limit is a failed write like any other
    QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.imageio*=false")); // a broken image is a failed job

    std::optional<DisplayGuard> guard(std::in_place);
    QApplication application(argc, argv);
    guard.reset();
    QApplication::setApplicationName(QStringLiteral("sluice"));
    QApplication::setOrganizationName(QStringLiteral("sluice"));
    QApplication::setApplicationVersion(QStringLiteral(SLUICE_VERSION));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/sluice.svg")));

    auto inputs = QApplication::arguments().mid(1);
    for (const auto &input : inputs) {
        if (input.size() > 1 && input.startsWith(u'-')) {
            std::fprintf(stderr, "sluice: there is no option %s. What there is: sluice --help\n", qPrintable(input));
            return 2;
        }
    }
    const auto project = !inputs.isEmpty() && isProject(inputs.first()) ? inputs.takeFirst() : QString();

    Theme theme;
    Engine engine;
    engine.watchThisLoop();
    MainWindow window(&engine, &theme);
    window.show();
    window.open(project, inputs);
    return QApplication::exec();
}
