// sluice-cli: the same jobs without a window.
#include "cli/command.h"
#include "core/descriptorlimit.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <csignal>
#include <cstdio>

namespace {

using namespace sluice;

QString tr(const char *text)
{
    return QCoreApplication::translate("main", text);
}

QString overview()
{
    auto text = tr("Usage: sluice-cli COMMAND [options]\n\nFetches and processes what a list names, under limits, and "
                   "loses nothing.\n\nCommands:\n");
    for (const auto &kind : commandKinds())
        text += QStringLiteral("  %1 %2\n").arg(kind.usage, -28).arg(kind.sentence);
    return text + tr("\nsluice-cli COMMAND --help tells a command's options.\nExit: 0 all succeeded, 1 some failed, 2 "
                     "wrong usage or unreadable input, 3 stopped before the end, 4 storage or internal error.");
}

/// As Qt makes it, but naming the command as it is typed.
QString helpOf(const CommandKind &kind, const QCommandLineParser &parser)
{
    const auto text = parser.helpText();
    return tr("Usage: sluice-cli %1\n").arg(kind.usage) + text.mid(text.indexOf(QLatin1Char('\n')) + 1).trimmed();
}

/// The code, unless what was printed did not arrive.
int checkedEnd(int code)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return code;
    return static_cast<int>(fail(ExitCode::Internal, tr("Standard output could not be written.")));
}

int runCommand(const CommandKind &kind, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(kind.sentence);
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, tr("Show this and end."));
    parser.addOption(help);
    const auto command = kind.make();
    command->describe(parser);
    if (!parser.parse(arguments))
        return static_cast<int>(
            fail(ExitCode::Usage, tr("%1 See sluice-cli %2 --help").arg(parser.errorText(), kind.name)));
    if (parser.isSet(help)) {
        printLine(helpOf(kind, parser));
        return checkedEnd(0);
    }
    const auto code = command->start(parser);
    return checkedEnd(code ? static_cast<int>(*code) : QCoreApplication::exec());
}

} // namespace

int main(int argc, char **argv)
{
    raiseDescriptorLimit();
    qputenv("QT_NO_THREADED_GLIB", "1"); // engine threads: cheaper to wake than glib's loop
    std::signal(SIGCHLD, SIG_DFL);       // or children of ours would vanish before we learn how they ended
    std::signal(SIGXFSZ, SIG_IGN);       // a file over the limit is a failed write like any other
    QLoggingCategory::setFilterRules(
        QStringLiteral("qt.gui.imageio*=false")); // a broken image is a failed job, not a warning
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("sluice-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SLUICE_VERSION));
    auto arguments = QCoreApplication::arguments();
    const auto name = arguments.size() > 1 ? arguments.takeAt(1) : QString();
    if (name == QLatin1StringView("--version")) {
        printLine(QStringLiteral("sluice-cli " SLUICE_VERSION));
        return checkedEnd(0);
    }
    if (name == QLatin1StringView("--help") || name == QLatin1StringView("-h") || name == QLatin1StringView("help")) {
        printLine(overview());
        return checkedEnd(0);
    }
    for (const auto &kind : commandKinds()) {
        if (kind.name == name)
            return runCommand(kind, arguments);
    }
    const auto wanted = name.isEmpty() ? tr("Say what to do.") : tr("There is no command “%1”.").arg(name);
    fail(ExitCode::Usage, wanted);
    for (const auto &line : overview().split(QLatin1Char('\n')))
        printError(line);
    return static_cast<int>(ExitCode::Usage);
}
