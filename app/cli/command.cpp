#include "cli/command.h"

#include "core/safetext.h"

#include <QCoreApplication>

#include <cstdio>

namespace sluice {

void finish(ExitCode code)
{
    QCoreApplication::exit(static_cast<int>(code));
}

void printError(const QString &line)
{
    std::fputs((visibleText(line, 4000) + QLatin1Char('\n')).toLocal8Bit().constData(), stderr);
}

ExitCode fail(ExitCode code, const QString &sentence)
{
    for (const auto &line : sentence.split(QLatin1Char('\n')))
        printError(QStringLiteral("sluice-cli: ") + line);
    return code;
}

void printLine(const QString &line)
{
    std::fputs((line + QLatin1Char('\n')).toLocal8Bit().constData(), stdout);
    std::fflush(stdout);
}

void printJson(const QJsonObject &object)
{
    std::fputs((harmlessJson(object) + '\n').constData(), stdout);
    std::fflush(stdout);
}

} // namespace sluice
