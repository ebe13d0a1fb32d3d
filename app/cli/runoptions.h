// The options of `run` and what they mean.
#pragma once

#include "core/result.h"
#include "engine/listimport.h"
#include "engine/projectoptions.h"

#include <QCommandLineParser>

namespace sluice {

QString inputSentence();
void addImportOptions(QCommandLineParser &parser);
ImportOptions importOptions(const QCommandLineParser &parser);
bool showsProgress(const QCommandLineParser &parser);

void addRunOptions(QCommandLineParser &parser);

/// The project's options with those changed that were given. Errors name the option, what was written and what
/// would be right.
Result<ProjectOptions> applyRunOptions(const ProjectOptions &saved, const QCommandLineParser &parser);

/// A sentence for each of these limits, already found to be right, that concerns no job of the project. Blocking.
QStringList strayHostLimits(const QStringList &texts, const QString &projectPath);

/// A sentence if an input is neither an address, "-", nor a readable file or folder, a pattern that means no file, a
/// project, or a list without the column: checked for all of them before anything is stored.
QString problemOfInputs(const QStringList &inputs, const ImportOptions &options);

} // namespace sluice
