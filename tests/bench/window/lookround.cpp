#include "bench/window/act.h"
#include "bench/window/acts.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>

namespace sluice::bench {

using namespace std::chrono_literals;

namespace {

constexpr int addressColumn = 3;

void doAll(BenchWindow &window, Acts &acts)
{
    auto *view = window.jobs()->table();
    auto *search = window.jobs()->findChild<QLineEdit *>();
    auto *bar = view->verticalScrollBar();
    const auto look = [search](const QString &text) {
        return [search, text] {
            search->setText(text);
        };
    };
    const auto sortBy = [view](int column, Qt::SortOrder order) {
        return [view, column, order] {
            view->horizontalHeader()->setSortIndicator(column, order);
        };
    };
    acts.stretch(QStringLiteral("at rest"), 2s);
    acts.stretch(QStringLiteral("scrolling"), 3s, [bar] { bar->setValue(bar->value() + 97); });
    acts.act(QStringLiteral("jump to the end"), [bar] { bar->setValue(bar->maximum()); });
    acts.question(QStringLiteral("search that 11 match"), look(QStringLiteral("=77777")));
    acts.question(QStringLiteral("search off"), look({}));
    acts.question(QStringLiteral("search that all match"), look(QStringLiteral("/1k")));
    acts.question(QStringLiteral("search off again"), look({}));
    view->scrollToTop();
    acts.question(QStringLiteral("sort by number, downward"), sortBy(0, Qt::DescendingOrder));
    acts.question(QStringLiteral("sort by address"), sortBy(addressColumn, Qt::AscendingOrder));
    acts.act(QStringLiteral("select all"), [view] { view->selectAll(); });
    acts.question(QStringLiteral("sort with all selected"), sortBy(0, Qt::AscendingOrder));
}

} // namespace

std::optional<QJsonObject> openOnly(const QString &project, Moment started)
{
    BenchWindow window(project);
    if (!BenchWindow::waitFor([&] { return window.firstRowsPainted().has_value(); }))
        return std::nullopt;
    const std::chrono::duration<double> first = *window.firstRowsPainted() - started;
    return QJsonObject{{QStringLiteral("firstRowsSeconds"), first.count()}};
}

std::optional<QJsonObject> lookRound(const QString &project)
{
    BenchWindow window(project);
    if (!BenchWindow::waitFor([&] { return window.firstRowsPainted().has_value(); }))
        return std::nullopt;
    Acts acts(&window);
    doAll(window, acts);
    const auto rows = acts.rows();
    if (!rows)
        return std::nullopt;
    return QJsonObject{{QStringLiteral("acts"), *rows}};
}

} // namespace sluice::bench
