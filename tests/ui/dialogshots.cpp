#include "engine/listimport.h"
#include "pageshots.h"
#include "photographer.h"
#include "practice/practiceserver.h"
#include "ui/importing/importdialog.h"
#include "ui/project/queuecontroller.h"
#include "ui/recipe/previewpanel.h"
#include "ui/recipe/recipecontroller.h"
#include "ui/recipe/recipemodel.h"
#include "ui/recipe/recipewindow.h"
#include "ui/recipe/sourcebar.h"
#include "ui/recipe/stepspanel.h"
#include "ui/settings/settingsdialog.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

namespace sluice {

namespace {

constexpr int known = 10'000; // addresses that are in the queue already

QString listWithBadLines(const QUrl &base)
{
    auto lines = practiceList(base, known + 24).mid(known);
    lines.insert(3, QStringLiteral("htp://example.org/misspelt"));
    lines.insert(9, QStringLiteral("/no/such/file.jpg"));
    lines.insert(15, QStringLiteral("https://"));
    lines.append(lines.first());
    return lines.join(u'\n');
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

} // namespace

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

} // namespace sluice
