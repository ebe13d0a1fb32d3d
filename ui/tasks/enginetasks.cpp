#include "ui/tasks/enginetasks.h"

#include "engine/engine.h"

namespace sluice {

TaskSource tasksOf(Engine *engine)
{
    return {[engine] { return engine->tasks(); },
            [engine](quint64 task, QObject *context, const std::function<void(bool)> &done) {
                engine->cancelTask(task, context, done);
            },
            [engine](qint64 job, QObject *context, const std::function<void(bool)> &done) {
                JobFilter filter;
                filter.ids = {JobId(job)};
                filter.states = {JobState::Cancelled}; // one that ended by itself meanwhile keeps its result
                engine->changeJobs(BulkAct::Requeue, filter, context, [done](const Result<BulkChange> &changed) {
                    done(changed && changed.value().jobs == 1);
                });
            }};
}

} // namespace sluice
