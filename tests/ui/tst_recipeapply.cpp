// What becomes of an edited recipe: in force, in a file, in another project; and whose programs may be started.
#include "engine/recipefile.h"
#include "tests/ui/recipefixture.h"
#include "ui/recipe/commandconsent.h"
#include "ui/recipe/sourcebar.h"
#include "ui/recipe/stagecard.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace sluice;
using sluice::test::named;

class RecipeApplyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_on = std::make_unique<test::RecipeFixture>(); }
    void cleanup() { m_on.reset(); }
    void refusesToApplyWhatIsNotComplete();
    void appliesAndReverts();
    void keepsFilesOnBothSides();
    void theShippedRecipesWork_data();
    void theShippedRecipesWork();
    void explainsABadFile();
    void carriesUnappliedStepsToAnotherProject();
    void asksBeforeUnappliedStepsAreLost();
    void consentIsForExactlyOneCommand();
    void aProjectsCommandIsAskedAboutBeforeARun();
    void closingTheQuestionMeansNo();
    void anotherProjectStartsWithAnEmptyPreview();

private:
    void putCommandInForce(const QString &argument);

    test::CleanSettings m_settings;
    std::unique_ptr<test::RecipeFixture> m_on;
};

void RecipeApplyTest::refusesToApplyWhatIsNotComplete()
{
    m_on->steps()->add(QStringLiteral("thumbnail"));
    m_on->steps()->add(QStringLiteral("hash"));
    m_on->model()->setParameter(0, QStringLiteral("width"), 0);
    QVERIFY(m_on->press(QStringLiteral("Apply")));
    QVERIFY(m_on->window->messages()->text().contains(QStringLiteral("Step 1")));
    QCOMPARE(m_on->steps()->current().row(), 0);
    QVERIFY(m_on->engine.options().recipe.steps.empty());
    // A step that keeps files wants a folder.
    m_on->model()->replace({{{QStringLiteral("save"), {}}}});
    QVERIFY(m_on->press(QStringLiteral("Apply")));
    QVERIFY(m_on->window->messages()->text().contains(QStringLiteral("folder")));
    QVERIFY(m_on->engine.options().recipe.steps.empty());
}

void RecipeApplyTest::appliesAndReverts()
{
    m_on->steps()->add(QStringLiteral("hash"));
    QVERIFY(m_on->window->isWindowModified());
    QVERIFY(m_on->press(QStringLiteral("Apply")));
    QVERIFY(!m_on->window->isWindowModified());
    QCOMPARE(m_on->engine.options().recipe, m_on->model()->recipe());
    named<QComboBox>(m_on->window.get(), QStringLiteral("algorithm"))->setCurrentText(QStringLiteral("md5"));
    QVERIFY(m_on->window->isWindowModified());
    QVERIFY(m_on->press(QStringLiteral("Revert")));
    QCOMPARE(m_on->engine.options().recipe, m_on->model()->recipe());
    // What is changed elsewhere shows here.
    auto options = m_on->engine.options();
    options.recipe.steps.clear();
    QVERIFY(m_on->engine.setOptions(options, QStringLiteral("test")));
    QCOMPARE(m_on->model()->rowCount(), 0);
}

void RecipeApplyTest::keepsFilesOnBothSides()
{
    m_on->steps()->add(QStringLiteral("thumbnail"));
    m_on->model()->setParameter(0, QStringLiteral("width"), 99);
    m_on->steps()->add(QStringLiteral("hash"));
    const auto written = m_on->model()->recipe();
    const auto path = m_settings.filePath(QStringLiteral("mine.json"));
    m_on->window->saveFile(path);
    QCOMPARE(readRecipeFile(path).value(), written);
    m_on->model()->replace({});
    m_on->window->openFile(path);
    QCOMPARE(m_on->model()->recipe(), written);
    QVERIFY(m_on->window->isWindowModified()); // opened, not in force
    m_on->model()->undo();
    QCOMPARE(m_on->model()->rowCount(), 0);
}

void RecipeApplyTest::theShippedRecipesWork_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("thumbnails") << QStringLiteral("/image/640/480?seed=2");
    QTest::newRow("json-table") << QStringLiteral("/json/3");
    QTest::newRow("pages") << QStringLiteral("/html/4");
}

void RecipeApplyTest::theShippedRecipesWork()
{
    QFETCH(QString, path);
    const auto name = QString::fromLatin1(QTest::currentDataTag()) + u'\t';
    for (auto *action : m_on->window->findChildren<QAction *>()) {
        if (action->text().startsWith(name))
            action->trigger();
    }
    const auto count = m_on->model()->rowCount();
    QVERIFY(count > 0);
    QSignalSpy tried(m_on->window->preview(), &PreviewPanel::tried);
    m_on->tryOn(path);
    QTRY_VERIFY(m_on->isShown(QStringLiteral("All steps worked")));
    QCOMPARE(tried.size(), count);
}

void RecipeApplyTest::explainsABadFile()
{
    const auto path = m_settings.filePath(QStringLiteral("bad.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"steps\": [{\"name\": \"fly\"}]}");
    file.close();
    m_on->steps()->add(QStringLiteral("hash"));
    m_on->window->openFile(path);
    QVERIFY(m_on->window->messages()->text().contains(QStringLiteral("fly")));
    QCOMPARE(m_on->names(), QStringList{QStringLiteral("hash")});
}

void RecipeApplyTest::carriesUnappliedStepsToAnotherProject()
{
    m_on->steps()->add(QStringLiteral("hash"));
    QVERIFY(m_on->engine.open({}));
    QCOMPARE(m_on->model()->rowCount(), 0);
    QVERIFY(m_on->press(QStringLiteral("Use it here")));
    QCOMPARE(m_on->names(), QStringList{QStringLiteral("hash")});
}

void RecipeApplyTest::asksBeforeUnappliedStepsAreLost()
{
    QVERIFY(m_on->window->mayLeave());
    m_on->steps()->add(QStringLiteral("hash"));
    m_on->window->close();
    QSignalSpy allowed(m_on->window.get(), &RecipeWindow::leaveAllowed);
    QVERIFY(!m_on->window->mayLeave());
    QVERIFY(m_on->window->isVisible());
    QVERIFY(m_on->press(QStringLiteral("Discard them and close")));
    QCOMPARE(allowed.size(), 1);
    QVERIFY(m_on->window->mayLeave());
}

void RecipeApplyTest::consentIsForExactlyOneCommand()
{
    const auto command = [](const QString &from) {
        const QStringList run{QStringLiteral("tr"), from, QStringLiteral("A-Z")};
        return RecipeStep{QStringLiteral("command"), {{QStringLiteral("run"), run}}};
    };
    const Recipe recipe{{{QStringLiteral("hash"), {}}, command(QStringLiteral("a-z"))}};
    QCOMPARE(CommandConsent::missingFor({{{QStringLiteral("hash"), {}}}}), QStringList());
    QCOMPARE(CommandConsent::missingFor({{{QStringLiteral("command"), {}}}}), QStringList()); // starts nothing
    QCOMPARE(CommandConsent::missingFor(recipe), QStringList{QStringLiteral("tr a-z A-Z")});

    m_on->tryOn(QStringLiteral("/json/1"));
    QTRY_COMPARE(m_on->requests(), 1);
    QTRY_VERIFY(m_on->isShown(QStringLiteral("No steps yet")));
    QSignalSpy tried(m_on->window->preview(), &PreviewPanel::tried);
    m_on->model()->replace(recipe);
    QVERIFY(m_on->isShown(QStringLiteral("starts a program")));
    const auto *shown = named<QPlainTextEdit>(m_on->window.get(), QStringLiteral("The commands"));
    QCOMPARE(shown->toPlainText(), QStringLiteral("tr a-z A-Z"));
    QVERIFY(m_on->press(QStringLiteral("Try")));
    QVERIFY(m_on->press(QStringLiteral("Apply")));
    QVERIFY(m_on->engine.options().recipe.steps.empty());
    QVERIFY(m_on->isShown(QStringLiteral("Not tried")));

    m_on->model()->undo(); // Apply was meant for what was there then
    m_on->model()->redo();
    QVERIFY(m_on->press(QStringLiteral("Allow")));
    QVERIFY(!m_on->isShown(QStringLiteral("starts a program")));
    QTRY_COMPARE(tried.size(), 2); // only now
    QTRY_VERIFY(std::ranges::any_of(m_on->window->findChildren<QPlainTextEdit *>(), [](const QPlainTextEdit *text) {
        return text->toPlainText().contains(QStringLiteral("\"NAME\""));
    }));
    QVERIFY(m_on->engine.options().recipe.steps.empty());
    QCOMPARE(CommandConsent::missingFor(recipe), QStringList());
    QCOMPARE(CommandConsent::missingFor({{command(QStringLiteral("b-z"))}}).size(), 1);
}

void RecipeApplyTest::putCommandInForce(const QString &argument)
{
    auto options = m_on->engine.options();
    const QStringList run{QStringLiteral("true"), argument};
    options.recipe.steps = {{QStringLiteral("command"),
                             {{QStringLiteral("run"), run}, {QStringLiteral("output"), QStringLiteral("none")}}}};
    QVERIFY(m_on->engine.setOptions(options, QStringLiteral("test")));
}

void RecipeApplyTest::aProjectsCommandIsAskedAboutBeforeARun()
{
    putCommandInForce(QStringLiteral("of this project"));
    int started = 0;
    m_on->window->agreeThen(QStringLiteral("Allow and start"), [&started] { ++started; });
    QCOMPARE(started, 0);
    QVERIFY(m_on->isShown(QStringLiteral("starts a program")));
    QVERIFY(m_on->press(QStringLiteral("Allow and start")));
    QCOMPARE(started, 1);
    m_on->window->agreeThen({}, [&started] { ++started; });
    QCOMPARE(started, 2);
}

void RecipeApplyTest::closingTheQuestionMeansNo()
{
    putCommandInForce(QStringLiteral("asked about once"));
    int started = 0;
    m_on->window->agreeThen(QStringLiteral("Allow and start"), [&started] { ++started; });
    m_on->window->close();
    m_on->window->show();
    QVERIFY(!m_on->press(QStringLiteral("Allow and start")));
    QVERIFY(m_on->press(QStringLiteral("Allow"))); // no more than that
    QCOMPARE(started, 0);
}

void RecipeApplyTest::anotherProjectStartsWithAnEmptyPreview()
{
    m_on->tryOn(QStringLiteral("/json/1"));
    QTRY_VERIFY(m_on->isShown(QStringLiteral("No steps yet")));
    QCOMPARE(m_on->window->findChildren<StageCard *>().size(), 1);
    QVERIFY(m_on->engine.open({}));
    QVERIFY(m_on->window->findChildren<StageCard *>().isEmpty());
    QVERIFY(m_on->window->preview()->source()->source().isEmpty());
    QVERIFY(m_on->isShown(QStringLiteral("See what each step makes of a real body")));
    QVERIFY(!m_on->press(QStringLiteral("Try"))); // there is nothing in the field
}

QTEST_MAIN(RecipeApplyTest)
#include "tst_recipeapply.moc"
