#include "async/taskregistry.h"

#include "async/taskrows.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr size_t readAtOnce = 512; // so that nobody's birth waits for a whole reading
constexpr auto relaxed = std::memory_order_relaxed;

TimePoint earlier(TimePoint one, TimePoint other)
{
    if (one == TimePoint() || other == TimePoint())
        return std::max(one, other);
    return std::min(one, other);
}

/// Alone, or with its scope.
TimePoint cancelledAtOf(const TaskEntry &task)
{
    return earlier(task.cancelledAt.load(relaxed), task.scope ? task.scope->at.load(relaxed) : TimePoint());
}

} // namespace

TaskRegistry::TaskRegistry(Clock *clock) : m_clock(clock) {}

TaskRegistry::~TaskRegistry()
{
    Q_ASSERT_X(m_finished.size() == m_entries.size(), "TaskRegistry", "destroyed before its tasks have ended");
}

/// Null when there is no room. Locked.
TaskEntry *TaskRegistry::unusedEntry()
{
    if (m_entries.size() - m_finished.size() == mostLiving)
        return nullptr;
    if (m_finished.size() < mostFinished && m_forgotten == 0)
        return &m_entries.emplace_back(this, m_clock);
    auto *oldest = m_finished.front();
    m_finished.pop_front();
    m_forgotten -= m_forgotten > 0 ? 1 : 0;
    if (!m_finished.empty())
        m_finished.front()->prefetch(); // births come in dozens
    return oldest;
}

TaskEntry *TaskRegistry::enter(Birth birth)
{
    const auto now = m_clock->now();
    const auto *parent = TaskEntry::current();
    const std::lock_guard lock(m_mutex);
    auto *task = unusedEntry();
    if (!task) {
        ++m_dropped;
        return nullptr;
    }
    task->label = std::move(birth.label);
    task->thread = std::move(birth.thread);
    task->parent = parent && parent->registry == this ? parent->id.load(relaxed) : 0;
    task->born = now;
    task->ended = {};
    task->scope = birth.scope;
    task->spawned = birth.where;
    if (birth.alone)
        task->own = std::stop_source();
    task->phase.store(TaskPhase::Running, relaxed);
    task->lost.store(false, relaxed);
    task->stage.store(-1, relaxed);
    task->held.store(0, relaxed);
    task->since.store(now, relaxed);
    task->cancelledAt.store({}, relaxed);
    task->awaited.store(nullptr, relaxed);
    task->busy.store({}, relaxed);
    task->readyDelay.store({}, relaxed);
    task->longestBusy.store({}, relaxed);
    task->resumes.store(0, relaxed);
    task->id.store(++m_lastId, relaxed);
    return task;
}

TaskFacts TaskRegistry::factsOf(const TaskEntry &task)
{
    TaskFacts facts;
    facts.label = task.label;
    facts.thread = task.thread;
    const auto id = task.id.load(relaxed);
    facts.id = id != 0 ? id : task.endedId;
    facts.parent = task.parent;
    facts.born = task.born;
    facts.ended = task.ended;
    facts.since = task.since.load(relaxed);
    facts.cancelledAt = cancelledAtOf(task);
    facts.phase = task.phase.load(relaxed);
    facts.lost = task.lost.load(relaxed);
    facts.cancellable = task.own.stop_possible();
    facts.stage = task.stage.load(relaxed);
    facts.held = task.held.load(relaxed);
    facts.awaited = task.awaited.load(relaxed);
    facts.file = facts.awaited ? task.file.load(relaxed) : task.spawned.file;
    facts.line = facts.awaited ? task.line.load(relaxed) : task.spawned.line;
    facts.busy = task.busy.load(relaxed);
    facts.readyDelay = task.readyDelay.load(relaxed);
    facts.longestBusy = task.longestBusy.load(relaxed);
    facts.resumes = task.resumes.load(relaxed);
    return facts;
}

void TaskRegistry::leave(TaskEntry *task, TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    ++m_finishedInAll;
    task->ended = now;
    task->endedId = task->id.exchange(0, relaxed);
    task->cancelledAt.store(cancelledAtOf(*task), relaxed);
    task->scope = nullptr;
    task->own = std::stop_source(std::nostopstate);
    m_finished.push_back(task);
}

void TaskRegistry::describe(TaskEntry *task, const QString &host, int attempt)
{
    const std::lock_guard lock(m_mutex);
    task->label.host = host;
    task->label.attempt = attempt;
}

void TaskRegistry::noteTurn(const TaskEntry &task, Duration took, Duration computed)
{
    TaskFacts facts;
    {
        const std::lock_guard lock(m_mutex);
        facts = factsOf(task);
    }
    m_history.note({TaskIncident::Kind::LongTurn, m_clock->now(), facts.id, nameOf(facts.label), stageOf(facts),
                    locationOf(facts), took, computed});
}

bool TaskRegistry::cancel(quint64 id)
{
    TaskEntry *found = nullptr;
    std::stop_source own(std::nostopstate);
    {
        const std::lock_guard lock(m_mutex);
        const auto at = std::ranges::find_if(m_entries, [id](const auto &task) { return task.id.load(relaxed) == id; });
        if (id == 0 || at == m_entries.end() || !at->own.stop_possible())
            return false;
        found = &*at;
        own = at->own;
    }
    if (found->cancelledAt.load(relaxed) == TimePoint())
        found->cancelledAt.store(m_clock->now(), relaxed);
    own.request_stop(); // not under the lock: callbacks may end other things
    return true;
}

void TaskRegistry::cancelAll(const ScopeCancel *scope)
{
    std::vector<std::stop_source> all;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &task : m_entries) {
            if (task.scope == scope && task.own.stop_possible())
                all.push_back(task.own);
        }
    }
    for (auto &own : all)
        own.request_stop();
}

void TaskRegistry::forgetFinished()
{
    const std::lock_guard lock(m_mutex);
    m_forgotten = m_finished.size();
    m_finishedInAll = 0;
    m_dropped = 0;
}

TaskReading TaskRegistry::read(Which which) const
{
    TaskReading reading;
    size_t size = 1;
    for (size_t next = 0; next < size;) {
        const std::lock_guard lock(m_mutex);
        size = m_entries.size();
        for (const auto end = std::min(next + readAtOnce, size); next < end; ++next) {
            if (m_entries[next].id.load(relaxed) != 0)
                reading.living.push_back(factsOf(m_entries[next]));
        }
    }
    {
        const std::lock_guard lock(m_mutex);
        if (which == Which::LivingAndFinished) {
            const auto known =
                std::min(m_finished.size() - m_forgotten, mostFinished); // there are more when many end at once
            reading.finished.reserve(known);
            for (size_t i = 1; i <= known; ++i)
                reading.finished.push_back(factsOf(*m_finished[m_finished.size() - i]));
        }
        reading.finishedInAll = m_finishedInAll;
        reading.dropped = m_dropped;
    }
    reading.now = m_clock->now();
    reading.at = m_clock->wallNow();
    std::ranges::sort(reading.living, {}, &TaskFacts::id);
    return reading;
}

} // namespace sluice
