#include "ui/tasks/enginetasks.h"

#include "engine/engine.h"

namespace sluice {

TaskSource tasksOf(Engine *engine)
{
    return {[engine] { return engine->tasks(); }, [engine](quint64 task) { engine->cancelTask(task); },
            [engine](qint64 job) {
                JobFilter filter;
                filter.ids = {JobId(job)};
                const auto requeued = engine->requeue(filter);
                return requeued && requeued.value() == 1;
            }};
}

} // namespace sluice
