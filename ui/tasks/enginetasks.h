#pragma once

#include "ui/tasks/taskspage.h"

namespace sluice {

class Engine;

/// The tasks of this engine, which must outlive the page.
TaskSource tasksOf(Engine *engine);

} // namespace sluice
