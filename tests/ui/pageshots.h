// Pictures of the window's parts, each over a project of its own that has something to show there.
#pragma once

#include <QString>

class QUrl;

namespace sluice {

class Engine;
class MainWindow;
class Photographer;

/// Every page while a run goes on, when it is over, and at a moment of it; two runs compared; a run's report.
void photographRun(Photographer &photographer, MainWindow *window, Engine *engine);
/// `practice` is the address of a practice server, here and below.
void photographDialogs(Photographer &photographer, MainWindow *window, const QUrl &practice);
void photographHosts(Photographer &photographer, MainWindow *window, Engine *engine);
void photographFailures(Photographer &photographer, MainWindow *window, Engine *engine, const QString &practice);
void photographRecipe(Photographer &photographer, MainWindow *window, const QString &practice);

} // namespace sluice
