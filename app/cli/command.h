// One class per command of sluice-cli.
#pragma once

#include "cli/exitcode.h"

#include <QCommandLineParser>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace sluice {

class Command
{
public:
    virtual ~Command() = default;
    virtual void describe(QCommandLineParser &parser) const = 0;
    /// The exit code if the work is done; nothing if it goes on in the event loop, which finish() will end.
    virtual std::optional<ExitCode> start(const QCommandLineParser &parser) = 0;
};

struct CommandKind
{
    QString name;
    QString usage;    ///< "import PROJECT INPUT..."
    QString sentence; ///< translated
    std::function<std::unique_ptr<Command>()> make;
};

const std::vector<CommandKind> &commandKinds();

/// Ends the event loop with the code.
void finish(ExitCode code);
/// A sentence to stderr, "sluice-cli: " in front, terminal-safe; returns the code for `return fail(...)`.
ExitCode fail(ExitCode code, const QString &sentence);
void printError(const QString &line);
void printLine(const QString &line);
/// One line. What steers a terminal or turns the reading order round is written as \uXXXX: the same to a program.
void printJson(const QJsonObject &object);

} // namespace sluice
