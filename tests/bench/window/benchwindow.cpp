#include "bench/window/benchwindow.h"

#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablefeed.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"

#include <QDeadlineTimer>
#include <QEvent>
#include <QEventLoop>
#include <QTimer>

namespace sluice::bench {

using namespace std::chrono_literals;

BenchWindow::BenchWindow(const QString &project) : m_window(&m_engine, &m_theme)
{
    jobs()->table()->viewport()->installEventFilter(this);
    m_window.resize(1280, 800);
    m_window.show();
    m_window.open(project, {});
    connect(jobs()->findChild<JobTableFeed *>(), &JobTableFeed::loadingChanged, this,
            [this](bool loading) { m_answers += loading ? 0 : 1; });
}

bool BenchWindow::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Paint && !m_firstRows && jobs()->model()->rowCount() > 0 && isLoaded()) {
        // This paint is still to come: the loop is back when it is done.
        QTimer::singleShot(0, this, [this] {
            if (!m_firstRows)
                m_firstRows = std::chrono::steady_clock::now();
        });
    }
    return false;
}

bool BenchWindow::isLoaded() const
{
    const auto *view = jobs()->table();
    const int row = std::min(view->rowAt(view->viewport()->height() / 2), jobs()->model()->rowCount() - 1);
    return jobs()->model()->rowCount() == 0 || jobs()->model()->rowAt(std::max(row, 0)) != nullptr;
}

bool BenchWindow::waitFor(const std::function<bool()> &condition)
{
    const QDeadlineTimer deadline(60s);
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (condition() || deadline.hasExpired())
            loop.quit();
    });
    poll.start(1ms);
    loop.exec();
    return !deadline.hasExpired();
}

void BenchWindow::waitFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace sluice::bench
