// Snapshots as a run of some jobs makes them, and a machine that goes on with it.
#pragma once

#include "async/tasksnapshot.h"

#include <algorithm>

namespace sluice::test {

/// A scheduler with jobs below it, on twenty hosts; job n is the task of ID 2 + n. Everything follows from the numbers.
class MadeUpRun
{
public:
    using Duration = sluice::Duration;

    TaskSnapshot snapshot;

    explicit MadeUpRun(int jobs)
    {
        using namespace std::chrono_literals;
        snapshot.at = WallTime(std::chrono::seconds(1'700'000'000));
        snapshot.tasks.push_back(part(1, 0, QStringLiteral("run"), QStringLiteral("run"), tr("the run's end")));
        snapshot.tasks.push_back(
            part(2, 1, QStringLiteral("scheduler"), QStringLiteral("scheduler"), tr("a free place among all")));
        addJobs(jobs);
        snapshot.resources = {
            {ResourceRow::Kind::Semaphore, QStringLiteral("places in flight"), 64, 64, 31, 1240ms},
            {ResourceRow::Kind::Semaphore, QStringLiteral("host3.example"), 6, 6, 11, 4s},
            {ResourceRow::Kind::Semaphore, QStringLiteral("host7.example"), 6, 2, 0, 0ms},
            {ResourceRow::Kind::Bucket, QStringLiteral("starts a second"), 400, 37, 0, 0ms},
            {ResourceRow::Kind::Pool, QStringLiteral("computing threads"), 7, 5, 0, 0ms},
            {ResourceRow::Kind::Writer, QStringLiteral("photos.sluice"), 0, 132, 2, 40ms},
        };
    }

    /// Half a second on: `ended` jobs are done, the oldest of the done ones forgotten, as many jobs new.
    void goOn(int ended, size_t doneKept)
    {
        using namespace std::chrono_literals;
        snapshot.at += 500ms;
        int left = ended;
        for (auto &task : snapshot.tasks) {
            task.age += 500ms;
            task.waiting += task.waitingFor.isEmpty() ? 0ms : 500ms;
            if (left > 0 && task.kind == u"job" && task.state != TaskState::Done && task.id % 3 != 0) {
                task.state = TaskState::Done;
                task.waitingFor.clear();
                task.cancellable = false;
                task.waiting = {};
                ++snapshot.finished;
                --left;
            }
        }
        std::stable_partition(snapshot.tasks.begin(), snapshot.tasks.end(), // clang 14 cannot compile the one of ranges
                              [](const TaskRow &task) { return task.state != TaskState::Done; });
        const auto isDone = [](const TaskRow &task) {
            return task.state == TaskState::Done;
        };
        auto first = std::ranges::find_if(snapshot.tasks, isDone);
        const auto done = static_cast<size_t>(snapshot.tasks.end() - first);
        if (done > doneKept)
            snapshot.tasks.erase(first, first + static_cast<std::ptrdiff_t>(done - doneKept));
        addJobs(ended);
    }

    void addLints()
    {
        snapshot.lints = {
            {QStringLiteral("slow-resume"),
             QStringLiteral("job 12 kept the engine's thread for 412 ms in the step “jq”, without a pause."),
             QStringLiteral("Give the step computing threads, or lower the size of bodies it gets."),
             {14}},
            {QStringLiteral("slot-in-backoff"),
             QStringLiteral("3 jobs hold a place on host3.example while they pause before another attempt."),
             QStringLiteral("Free the place for others: turn on “give places back in a pause” in the settings."),
             {7, 20, 33}},
        };
        for (const auto &lint : snapshot.lints) {
            for (auto &task : snapshot.tasks) {
                if (std::ranges::find(lint.tasks, task.id) != lint.tasks.end())
                    task.lints.append(lint.name);
            }
        }
    }

private:
    static QString tr(const char *text) { return QString::fromUtf8(text); }

    static TaskRow part(quint64 id, quint64 parent, const QString &name, const QString &kind, const QString &waitingFor)
    {
        using namespace std::chrono_literals;
        TaskRow task;
        task.id = id;
        task.parent = parent;
        task.name = name;
        task.kind = kind;
        task.waitingFor = waitingFor;
        task.waiting = 12ms;
        task.age = 94s;
        task.busy = 310ms;
        task.resumes = 61'204;
        task.longestBusy = 4ms;
        task.readyDelay = 21ms;
        task.thread = QStringLiteral("engine");
        task.location = QStringLiteral("app/scheduling/%1.cpp:88").arg(name);
        return task;
    }

    /// After the other living ones.
    void addJobs(int count)
    {
        std::vector<TaskRow> jobs;
        for (int i = 0; i < count; ++i)
            jobs.push_back(nextJob());
        const auto done =
            std::ranges::find_if(snapshot.tasks, [](const TaskRow &row) { return row.state == TaskState::Done; });
        snapshot.tasks.insert(done, jobs.begin(), jobs.end());
    }

    TaskRow nextJob()
    {
        const int n = m_nextJob++;
        const auto id = static_cast<quint64>(n + 2);
        auto task = part(id, 2, QStringLiteral("job %1").arg(n), QStringLiteral("job"), {});
        task.host = QStringLiteral("host%1.example").arg(n % 20);
        task.attempt = 1 + (n % 17 == 0 ? 1 : 0);
        task.age = std::chrono::milliseconds(90 + n % 900);
        task.busy = std::chrono::microseconds(210 + n * 7 % 3000);
        task.longestBusy = std::chrono::microseconds(90 + n * 3 % 900);
        task.readyDelay = std::chrono::microseconds(30 + n * 11 % 700);
        task.resumes = 3 + n % 9;
        task.location = QStringLiteral("app/scheduling/attempt.cpp:%1").arg(100 + n % 40);
        wait(&task, n);
        task.cancellable = task.state != TaskState::Cancelled;
        return task;
    }

    static void wait(TaskRow *task, int n)
    {
        struct Wait
        {
            const char *what;
            const char *stage;
        };
        static constexpr Wait waits[] = {{"an answer", "waiting for the first byte"},
                                         {"an answer", "waiting for the first byte"},
                                         {"an answer", "receiving the body"},
                                         {"a free place", "waiting for a free place on its host"},
                                         {"an answer", "connecting"},
                                         {"the next try", "pausing before another attempt"}};
        const auto &wait = waits[static_cast<size_t>(n) % std::size(waits)];
        if (n % 23 == 5) {
            task->state = TaskState::Running;
        } else if (n % 19 == 4) {
            task->state = TaskState::Ready;
        } else {
            task->waitingFor = QString::fromUtf8(wait.what);
            task->stage = QString::fromUtf8(wait.stage);
            task->waiting = task->age * (n % 7 + 1) / 9;
            if (n % 41 == 40)
                task->state = TaskState::Cancelled;
        }
    }

    int m_nextJob = 1;
};

} // namespace sluice::test
