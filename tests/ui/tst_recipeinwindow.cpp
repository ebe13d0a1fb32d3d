// Where the recipe meets the main window: the selected job, the start of a run, the end of the window.
#include "engine/engine.h"
#include "engine/listimport.h"
#include "practice/practiceserver.h"
#include "tests/ui/cleansettings.h"
#include "ui/jobs/jobspanel.h"
#include "ui/jobs/jobtablemodel.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/recipe/previewpanel.h"
#include "ui/recipe/recipecontroller.h"
#include "ui/recipe/recipewindow.h"
#include "ui/recipe/stepspanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace sluice;

class RecipeInWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theRecipeTriesTheSelectedJob();
    void aForeignCommandDoesNotStart();
    void theExamplesRun_data();
    void theExamplesRun();

private:
    void add(const QStringList &addresses);
    static bool press(QWidget *window, const QString &text);

    test::CleanSettings m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

void RecipeInWindowTest::init()
{
    m_window.reset();
    m_theme = std::make_unique<Theme>();
    m_engine = std::make_unique<Engine>();
    m_window = std::make_unique<MainWindow>(m_engine.get(), m_theme.get());
    m_window->show();
}

void RecipeInWindowTest::add(const QStringList &addresses)
{
    ListImport import(m_engine->store());
    QSignalSpy finished(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, addresses.join(u'\n')}, {});
    QVERIFY(finished.wait());
}

bool RecipeInWindowTest::press(QWidget *window, const QString &text)
{
    for (auto *button : window->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text && button->isEnabled() && button->isVisible()) {
            button->click();
            return true;
        }
    }
    return false;
}

void RecipeInWindowTest::theRecipeTriesTheSelectedJob()
{
    PracticeServer server;
    const auto base = server.start().value();
    m_window->open({}, {});
    add({base.toString() + QStringLiteral("/json/1"), base.toString() + QStringLiteral("/json/2")});
    QTRY_COMPARE(m_window->jobs()->model()->rowCount(), 2);
    QTRY_VERIFY(m_window->jobs()->model()->rowAt(1));
    auto *recipe = m_window->recipe()->show();
    recipe->steps()->add(QStringLiteral("hash"));
    m_window->jobs()->table()->setCurrentIndex(m_window->jobs()->model()->index(1, 1));
    QSignalSpy tried(recipe->preview(), &PreviewPanel::tried);
    QVERIFY(press(recipe, QStringLiteral("Use job 2")));
    QTRY_COMPARE(tried.size(), 1);
    QCOMPARE(server.stats().requests, 1);
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Queued), 2); // a trial is no run
    // What is not applied keeps the window open.
    m_window->show();
    m_window->close();
    QVERIFY(m_window->isVisible());
    QVERIFY(recipe->messages()->isVisible());
}

void RecipeInWindowTest::aForeignCommandDoesNotStart()
{
    PracticeServer server;
    m_window->open({}, {});
    add({server.start().value().toString() + QStringLiteral("/json/1")});
    auto options = m_engine->options();
    const QStringList run{QStringLiteral("true"), QStringLiteral("that somebody else wrote")};
    options.recipe.steps = {{QStringLiteral("command"),
                             {{QStringLiteral("run"), run}, {QStringLiteral("output"), QStringLiteral("none")}}}};
    QVERIFY(m_engine->setOptions(options, QStringLiteral("test")));
    QSignalSpy finished(m_engine.get(), &Engine::runFinished);
    QTRY_VERIFY(m_window->actions()->start->isEnabled());
    m_window->actions()->start->trigger();
    auto *recipe = m_window->findChild<RecipeWindow *>();
    QVERIFY(recipe && recipe->isVisible());
    QCOMPARE(m_engine->runState(), RunState::Idle);
    QCOMPARE(server.stats().requests, 0);
    QVERIFY(press(recipe, QStringLiteral("Allow and start")));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(server.stats().requests, 1);
}

void RecipeInWindowTest::theExamplesRun_data()
{
    QTest::addColumn<int>("example"); // in the order of the menu
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("columns");

    QTest::newRow("images") << 0 << QStringLiteral("/image/640/480?seed=%1")
                            << QStringList{QStringLiteral("phash"), QStringLiteral("sha256"),
                                           QStringLiteral("thumbnail_width")};
    QTest::newRow("JSON") << 1 << QStringLiteral("/json/%1")
                          << QStringList{QStringLiteral("id"), QStringLiteral("kind")};
    QTest::newRow("pages") << 2 << QStringLiteral("/html/%1")
                           << QStringList{QStringLiteral("link_count"), QStringLiteral("title"),
                                          QStringLiteral("words")};
}

void RecipeInWindowTest::theExamplesRun()
{
    QFETCH(int, example);
    QFETCH(QString, address);
    QFETCH(QStringList, columns);
    constexpr int jobs = 5;
    PracticeServer server;
    const auto base = server.start().value().toString();
    const QTemporaryDir folder;
    m_window->open({}, {});
    QStringList addresses;
    for (int i = 1; i <= jobs; ++i)
        addresses.append(base + address.arg(i));
    add(addresses);
    auto options = m_engine->options();
    options.outDir = folder.path();
    QVERIFY(m_engine->setOptions(options, QStringLiteral("test")));

    auto *recipe = m_window->recipe()->show();
    QMenu *examples = nullptr;
    for (auto *button : recipe->findChildren<QToolButton *>()) {
        if (button->text().remove(u'&') == QStringLiteral("Examples"))
            examples = button->menu();
    }
    QVERIFY(examples && examples->actions().size() == 3);
    examples->actions().at(example)->trigger();
    QVERIFY(press(recipe, QStringLiteral("Apply")));
    QSignalSpy finished(m_engine.get(), &Engine::runFinished);
    QTRY_VERIFY(m_window->actions()->start->isEnabled());
    m_window->actions()->start->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QCOMPARE(m_engine->snapshot().counts.of(JobState::Succeeded), jobs);
    auto *model = m_window->jobs()->model();
    QTRY_VERIFY(model->rowAt(jobs - 1) && model->rowAt(jobs - 1)->state == JobState::Succeeded);
    for (const auto &column : columns)
        QVERIFY2(model->rowAt(0)->columns.contains(column), qPrintable(column));
}

QTEST_MAIN(RecipeInWindowTest)
#include "tst_recipeinwindow.moc"
