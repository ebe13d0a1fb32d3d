// The page of tasks over a run that is made up, with what was asked of it.
#pragma once

#include "engine/snapshot.h"
#include "tests/ui/taskfixture.h"
#include "ui/tasks/taskfeed.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskspanel.h"
#include "ui/tasks/tasktablemodel.h"
#include "ui/tasks/tasktableview.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <atomic>

namespace sluice::test {

struct TasksPageFixture
{
    explicit TasksPageFixture(int jobs) : run(jobs)
    {
        page.resize(1100, 700);
        page.show();
        refresh();
    }

    /// Reads, and waits for what was read.
    void refresh()
    {
        settle(); // what is under way
        page.feed()->refresh();
        settle();
    }

    void settle()
    {
        QVERIFY(QTest::qWaitFor([this] { return !page.feed()->isUnderWay(); }));
    }

    QPushButton *button(const QString &text) const
    {
        for (auto *button : page.findChildren<QPushButton *>()) {
            if (button->isVisible() && QString(button->text()).remove(u'&').startsWith(text))
                return button;
        }
        return nullptr;
    }

    int rowOf(quint64 id) const
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            if (model()->idAt(row) == id)
                return row;
        }
        return -1;
    }

    void select(quint64 id) { page.tasks()->view()->selectRows({rowOf(id)}); }

    TaskTableModel *model() const { return page.tasks()->model(); }

    bool says(const QString &text) const
    {
        const auto labels = page.findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }

    MadeUpRun run;
    std::atomic<int> reads = 0;
    bool alive = true; ///< whatever is cancelled
    std::vector<quint64> cancelled;
    std::vector<qint64> requeued;
    TasksPage page{TaskSource{[this] {
                                  ++reads;
                                  return run.snapshot;
                              },
                              [this](quint64 task, QObject *, const std::function<void(bool)> &done) {
                                  cancelled.push_back(task);
                                  done(alive);
                              },
                              [this](qint64 job, QObject *, const std::function<void(bool)> &done) {
                                  requeued.push_back(job);
                                  done(true);
                              }}};
};

} // namespace sluice::test
