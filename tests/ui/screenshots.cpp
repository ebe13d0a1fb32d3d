// Pictures of the real window, for the README and for looking at: sluice-screenshots FOLDER [--recipe-only |
// --hosts-only | --failures-only]. A real practice server, a real run; light and dark, at two sizes.
#include "core/humanize.h"
#include "engine/engine.h"
#include "engine/listimport.h"
#include "practice/practiceserver.h"
#include "ui/importing/importdialog.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/pages/pagestack.h"
#include "pageshots.h"
#include "photographer.h"
#include "ui/practice/practicecontroller.h"
#include "ui/project/queuecontroller.h"
#include "ui/recipe/previewpanel.h"
#include "ui/recipe/recipecontroller.h"
#include "ui/recipe/recipemodel.h"
#include "ui/recipe/recipewindow.h"
#include "ui/recipe/sourcebar.h"
#include "ui/recipe/stepspanel.h"
#include "ui/settings/settingsdialog.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace sluice;
using namespace std::chrono_literals;

namespace {

constexpr int jobs = 10'000;

void useRecipe(Engine *engine)
{
    auto options = engine->options();
    options.recipe.steps = {{QStringLiteral("hash"), {}}};
    const auto done = engine->setOptions(options, QStringLiteral("you"));
    if (!done)
        std::printf("recipe refused: %s\n", qPrintable(done.error().message));
}

/// Makes the first failed job current, so that the inspector shows it.
void selectFailed(MainWindow *window)
{
    auto *view = window->jobs()->table();
    const auto *model = window->jobs()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto *job = model->rowAt(row);
        if (job && job->state == JobState::Failed) {
            view->setCurrentIndex(model->index(row, 1));
            return;
        }
    }
}

QString listWithBadLines(const QUrl &base)
{
    auto lines = practiceList(base, jobs + 24).mid(jobs);
    lines.insert(3, QStringLiteral("htp://example.org/misspelt"));
    lines.insert(9, QStringLiteral("/no/such/file.jpg"));
    lines.insert(15, QStringLiteral("https://"));
    lines.append(lines.first());
    return lines.join(u'\n');
}

void photographDialogs(Photographer &photographer, MainWindow *window, const QUrl &practice)
{
    window->actions()->exportTable->trigger();
    if (auto *dialog = openDialog<QDialog>(window)) {
        photographer.dialog(dialog, QStringLiteral("export"));
        dialog->close();
    }
    QTest::qWait(50);

    auto *settings = window->showSettings();
    for (int page = 0; page < settings->pageCount(); ++page) {
        settings->showPage(page);
        photographer.dialog(settings, QStringLiteral("settings-%1").arg(page + 1));
    }
    settings->close();
    QTest::qWait(50);

    window->queue()->add({{ImportSource::Kind::Text, listWithBadLines(practice)}});
    if (auto *dialog = openDialog<ImportDialog>(window)) {
        QTest::qWait(500);
        photographer.dialog(dialog, QStringLiteral("import"));
        dialog->close();
        QTest::qWait(50);
    }
    window->actions()->shortcuts->trigger();
    if (auto *dialog = openDialog<QDialog>(window)) {
        photographer.dialog(dialog, QStringLiteral("shortcuts"));
        dialog->close();
    }
}

void photographTasks(Photographer &photographer, MainWindow *window)
{
    window->pages()->show(QStringLiteral("tasks"));
    photographer.window(QStringLiteral("tasks"));
    auto *tabs = window->pages()->currentWidget()->findChild<QTabBar *>();
    tabs->setCurrentIndex(1);
    photographer.window(QStringLiteral("resources"));
    tabs->setCurrentIndex(0);
    window->pages()->show(QStringLiteral("list"));
}

/// Waits for the last step of a trial, that of one change later if there is one on its way.
void awaitTrial(RecipeWindow *window, int lastStep)
{
    QSignalSpy tried(window->preview(), &PreviewPanel::tried);
    const auto hasLast = [&] {
        return std::ranges::any_of(tried, [lastStep](const auto &said) { return said[0].toInt() == lastStep; });
    };
    if (!QTest::qWaitFor(hasLast, 10'000))
        std::fputs("The preview did not come.\n", stderr);
    QTest::qWait(200);
}

void tryOn(RecipeWindow *window, const QString &address, int lastStep)
{
    window->preview()->source()->findChild<QLineEdit *>()->setText(address);
    Q_EMIT window->preview()->source()->findChild<QLineEdit *>()->returnPressed();
    awaitTrial(window, lastStep);
}

void photographRecipe(Photographer &photographer, MainWindow *window, const QString &practice)
{
    const std::vector sizes{QSize(1180, 760), QSize(880, 560)};
    auto *recipe = window->recipe()->show();
    recipe->model()->setRecipe({});
    photographer.window(recipe, QStringLiteral("recipe-empty"), sizes);
    auto *kinds = recipe->steps()->findChild<QMenu *>();
    kinds->popup(recipe->mapToGlobal(QPoint()));
    photographer.dialog(kinds, QStringLiteral("recipe-kinds"));
    kinds->close();
    recipe->steps()->add(QStringLiteral("thumbnail"));
    recipe->model()->setParameter(0, QStringLiteral("width"), 320);
    recipe->steps()->add(QStringLiteral("hash"));
    recipe->steps()->setCurrent(0);
    tryOn(recipe, practice + QStringLiteral("/image/1024/768?seed=5"), 1);
    photographer.window(recipe, QStringLiteral("recipe"), sizes);
    recipe->model()->setParameter(0, QStringLiteral("width"), 0);
    awaitTrial(recipe, 0);
    photographer.window(recipe, QStringLiteral("recipe-refused"), sizes);
    recipe->model()->setParameter(0, QStringLiteral("width"), 320);
    recipe->model()->move(0, 1);
    tryOn(recipe, practice + QStringLiteral("/json/7"), 1);
    photographer.window(recipe, QStringLiteral("recipe-failed"), sizes);
    recipe->openFile(QStringLiteral(":/recipes/pages.json"));
    tryOn(recipe, practice + QStringLiteral("/html/4"), recipe->model()->rowCount() - 1);
    photographer.window(recipe, QStringLiteral("recipe-pages"), sizes);
    const QStringList run{QStringLiteral("convert"), QStringLiteral("-"), QStringLiteral("-modulate"),
                          QStringLiteral("100,20"), QStringLiteral("jpeg:-")};
    recipe->model()->replace({{{QStringLiteral("command"), {{QStringLiteral("run"), run}}}}});
    photographer.window(recipe, QStringLiteral("recipe-command"), sizes);
    recipe->close();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fputs("Usage: sluice-screenshots FOLDER [--recipe-only | --hosts-only | --failures-only]\n", stderr);
        return 2;
    }
    const QTemporaryDir home;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("sluice"));
    QApplication::setOrganizationName(QStringLiteral("sluice"));
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    if (!folder.mkpath(QStringLiteral("."))) {
        std::fprintf(stderr, "The folder %s cannot be made.\n", argv[1]);
        return 2;
    }

    Theme theme;
    Engine engine;
    MainWindow window(&engine, &theme);
    window.show();
    window.open(home.filePath(QStringLiteral("photos.sluice")), {});
    Photographer photographer(&theme, &window, folder);
    if (!application.arguments().contains(QStringLiteral("--recipe-only")))
        photographer.window(QStringLiteral("empty"));

    if (application.arguments().contains(QStringLiteral("--recipe-only"))) {
        PracticeServer server;
        photographRecipe(photographer, &window, server.start().value().toString());
        return photographer.failures() == 0 ? 0 : 1;
    }
    if (application.arguments().contains(QStringLiteral("--hosts-only"))) {
        photographHosts(photographer, &window, &engine);
        return 0;
    }
    if (application.arguments().contains(QStringLiteral("--failures-only"))) {
        PracticeServer server;
        photographFailures(photographer, &window, &engine, server.start().value().toString());
        return photographer.failures() == 0 ? 0 : 1;
    }
    useRecipe(&engine);
    setInFlight(&engine, 8, 4);
    window.practice()->fill(jobs);
    if (!QTest::qWaitFor([&] { return engine.snapshot().counts.total() == jobs; }, 10'000)) {
        std::fputs("The practice addresses did not arrive.\n", stderr);
        return 1;
    }
    window.actions()->start->trigger();
    QTest::qWait(14'000);
    setInFlight(&engine, 24, 16);
    QTest::qWait(10'000);
    photographer.window(QStringLiteral("running"));
    photographTasks(photographer, &window);
    window.pages()->show(QStringLiteral("charts"));
    QTest::qWait(1'500);
    photographer.window(QStringLiteral("charts"));
    window.pages()->show(QStringLiteral("list"));

    if (!QTest::qWaitFor([&] { return engine.runState() == RunState::Idle; }, 240'000))
        std::fputs("The run did not end in time; the last pictures show it running.\n", stderr);
    QTest::qWait(1'500);
    selectFailed(&window);
    QTest::qWait(500);
    photographer.window(QStringLiteral("finished"));
    photographDialogs(photographer, &window, window.practice()->address());
    photographRecipe(photographer, &window, window.practice()->address().toString());
    return photographer.failures() == 0 ? 0 : 1;
}
