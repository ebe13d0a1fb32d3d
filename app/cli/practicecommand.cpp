#include "cli/practicecommand.h"

#include <QCoreApplication>

namespace sluice {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("PracticeCommand", text);
}
} // namespace

void PracticeCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("port"), tr("Serve on this port of 127.0.0.1 (default: a free one)."), QStringLiteral("N")});
}

std::optional<ExitCode> PracticeCommand::start(const QCommandLineParser &parser)
{
    quint16 port = 0;
    if (const auto given = parser.value(QStringLiteral("port")); !given.isEmpty()) {
        bool ok = false;
        port = given.toUShort(&ok);
        if (!ok)
            return fail(ExitCode::Usage, tr("“%1” is not a port: write a number from 0 to 65535.").arg(given));
    }
    const auto base = m_server.start(port);
    if (!base)
        return fail(ExitCode::Usage, base.error().message);
    printLine(base.value().toString());
    printError(tr("Open %1 for what it offers. Ctrl+C ends it.").arg(base.value().toString()));
    QObject::connect(&m_signals, &UnixSignals::endRequested, &m_signals, [] { finish(ExitCode::AllSucceeded); });
    return std::nullopt;
}

} // namespace sluice
