// What the bar says of a change of many jobs, and how it is undone.
#pragma once

#include "store/storetypes.h"

#include <functional>

class QObject;

namespace sluice {

class Engine;
class MessageBar;

/// "Queued again: 4 jobs. Press Start to run them."
QString queuedAgainText(const BulkChange &change, const Engine &engine);

/// Undoes a change by its BulkChange::undo and says in the bar what came of it, after `then`: unless `context` is gone
/// by then. The bar and the engine must outlive the context.
void undoChange(Engine *engine, MessageBar *messages, qint64 change, QObject *context,
                const std::function<void()> &then);

} // namespace sluice
