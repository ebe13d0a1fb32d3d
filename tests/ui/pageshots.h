// Pictures of single pages, each over a run that has something to show there.
#pragma once

#include <QString>

namespace sluice {

class Engine;
class MainWindow;
class Photographer;

void photographHosts(Photographer &photographer, MainWindow *window, Engine *engine);
/// `practice` is the address of a practice server.
void photographFailures(Photographer &photographer, MainWindow *window, Engine *engine, const QString &practice);

} // namespace sluice
