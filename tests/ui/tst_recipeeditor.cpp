// The recipe's window as a person uses it: keys, fields, and a preview of real bodies.
#include "tests/ui/recipefixture.h"
#include "ui/recipe/parameterfield.h"
#include "ui/recipe/stagecard.h"
#include "ui/recipe/stepcheck.h"
#include "ui/recipe/valuegrid.h"
#include "ui/recipe/valueline.h"
#include "ui/theme/mnemonics.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/numberspin.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QToolButton>

using namespace sluice;
using sluice::test::named;

class RecipeEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_on = std::make_unique<test::RecipeFixture>(); }
    void cleanup() { m_on.reset(); }
    void addsStepsInOrder();
    void removesAndUndoesByKeyboard();
    void reordersByKeyboard();
    void reordersByDropping();
    void previewsWhatTheFieldsSay();
    void showsAFailureInItsCard();
    void saysWhatIsWrongBesideItsField();
    void compilesNoProgramAtAKeyPress();
    void leadsToItsFieldsByLetter();
    void fetchesNothingWhenShownAgain();
    void showsThatAValueIsCut();
    void fillsItsRowsAnew();

private:
    QStringList cards() const;

    test::CleanSettings m_settings;
    std::unique_ptr<test::RecipeFixture> m_on;
};

/// What each card says of itself, times left out.
QStringList RecipeEditorTest::cards() const
{
    QStringList result;
    for (const auto *card : m_on->window->findChildren<StageCard *>())
        result.append(card->accessibleName().section(u':', 0, 0));
    return result;
}

void RecipeEditorTest::addsStepsInOrder()
{
    const QAbstractItemModelTester tester(m_on->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(m_on->isShown(QStringLiteral("A recipe is what is done")));
    auto *add = m_on->steps()->findChild<QToolButton *>();
    const auto offered = add->menu()->actions();
    QVERIFY(offered.size() >= 2);
    for (auto *kind : offered) {
        QVERIFY(kind->text().contains(u'\t')); // a name and its sentence
        kind->trigger();
    }
    QCOMPARE(m_on->names().size(), offered.size());
    for (qsizetype i = 0; i < offered.size(); ++i)
        QCOMPARE(m_on->names()[i], offered[i]->text().section(u'\t', 0, 0));
    // After the one that is current.
    m_on->steps()->setCurrent(0);
    m_on->steps()->add(QStringLiteral("hash"));
    QCOMPARE(m_on->names()[1], QStringLiteral("hash"));
    QCOMPARE(m_on->steps()->current().row(), 1);
}

void RecipeEditorTest::removesAndUndoesByKeyboard()
{
    m_on->steps()->add(QStringLiteral("thumbnail"));
    m_on->model()->setParameter(0, QStringLiteral("width"), 77);
    m_on->steps()->add(QStringLiteral("hash"));
    const auto before = m_on->model()->recipe();
    m_on->steps()->setCurrent(0);
    QTest::keyClick(m_on->steps()->list(), Qt::Key_Delete);
    QCOMPARE(m_on->names(), QStringList{QStringLiteral("hash")});
    QCOMPARE(m_on->steps()->current().row(), 0);
    QVERIFY(m_on->window->messages()->text().contains(QStringLiteral("thumbnail")));
    QVERIFY(m_on->press(QStringLiteral("Undo")));
    QCOMPARE(m_on->model()->recipe(), before);
    QTest::keyClick(m_on->steps()->list(), Qt::Key_Delete);
    QCOMPARE(m_on->names().size(), 1);
    QTest::keySequence(m_on->window.get(), QKeySequence::Undo);
    QCOMPARE(m_on->model()->recipe(), before);
    QVERIFY(!m_on->window->messages()->isVisible()); // its offer is stale
    QTest::keySequence(m_on->window.get(), QKeySequence::Redo);
    QCOMPARE(m_on->names().size(), 1);
}

void RecipeEditorTest::reordersByKeyboard()
{
    const QAbstractItemModelTester tester(m_on->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_on->steps()->add(QStringLiteral("hash"));
    m_on->steps()->add(QStringLiteral("thumbnail"));
    auto *list = m_on->steps()->list();
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_on->names(), (QStringList{QStringLiteral("thumbnail"), QStringLiteral("hash")}));
    QCOMPARE(m_on->steps()->current().row(), 0); // the step that was moved
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_on->names()[0], QStringLiteral("thumbnail"));
    // The form goes on with the same step.
    auto *width = named<NumberSpin>(m_on->window.get(), QStringLiteral("width"));
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
    width->setValue(55);
    QCOMPARE(m_on->model()->recipe().steps[1].parameters.value(QStringLiteral("width")).toInt(), 55);
}

void RecipeEditorTest::reordersByDropping()
{
    for (const auto &name : {QStringLiteral("hash"), QStringLiteral("thumbnail"), QStringLiteral("hash")})
        m_on->steps()->add(name);
    auto *model = m_on->model();
    QVERIFY(model->moveRow({}, 1, {}, 3)); // as the list does when the second is let go below the last
    QCOMPARE(m_on->names().indexOf(QStringLiteral("thumbnail")), 2);
    QVERIFY(model->moveRow({}, 2, {}, 0));
    QCOMPARE(m_on->names().indexOf(QStringLiteral("thumbnail")), 0);
    QVERIFY(!model->moveRow({}, 0, {}, 1)); // where it is
    QVERIFY(model->flags(model->index(0)).testFlag(Qt::ItemIsDragEnabled));
    QVERIFY(!model->flags(model->index(0)).testFlag(Qt::ItemIsDropEnabled));
}

void RecipeEditorTest::previewsWhatTheFieldsSay()
{
    m_on->steps()->add(QStringLiteral("thumbnail"));
    m_on->steps()->add(QStringLiteral("hash"));
    m_on->steps()->setCurrent(0);
    m_on->tryOn(QStringLiteral("/image/300/200?seed=4"));
    QTRY_VERIFY(m_on->isShown(QStringLiteral("All steps worked")));
    QCOMPARE(cards(),
             (QStringList{QStringLiteral("Input"), QStringLiteral("1  thumbnail"), QStringLiteral("2  hash")}));
    QVERIFY(m_on->isShown(QStringLiteral("unchanged"))); // the hash
    QCOMPARE(m_on->model()->index(1).data(RecipeModel::TrialRole).toInt(), int(RecipeModel::Trial::Fine));

    QSignalSpy tried(m_on->window->preview(), &PreviewPanel::tried);
    named<NumberSpin>(m_on->window.get(), QStringLiteral("width"))->setValue(123);
    QTRY_COMPARE(tried.size(), 2);
    QTRY_COMPARE(named<QLineEdit>(m_on->window->preview(), QStringLiteral("thumbnail_width"))->text(),
                 QStringLiteral("123"));
    QCOMPARE(named<QLineEdit>(m_on->window->preview(), QStringLiteral("thumbnail_height"))->text(),
             QStringLiteral("82")); // 200 × 123 / 300: the height that goes with it
    QCOMPARE(m_on->requests(), 1);

    // The button fetches anew.
    QVERIFY(m_on->press(QStringLiteral("Try")));
    QTRY_COMPARE(m_on->requests(), 2);
    // Fewer steps, fewer cards.
    m_on->steps()->setCurrent(1);
    QTest::keyClick(m_on->steps()->list(), Qt::Key_Delete);
    QTRY_COMPARE(cards().size(), 2);
}

void RecipeEditorTest::showsAFailureInItsCard()
{
    m_on->steps()->add(QStringLiteral("hash"));
    m_on->steps()->add(QStringLiteral("thumbnail"));
    m_on->tryOn(QStringLiteral("/json/1"));
    QTRY_VERIFY(m_on->isShown(QStringLiteral("Stopped at step 2")));
    const auto found = m_on->window->findChildren<StageCard *>();
    QCOMPARE(found.size(), 3);
    QVERIFY(found[2]->accessibleName().contains(QStringLiteral("failed")));
    QVERIFY(std::ranges::any_of(found[2]->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && label->text().startsWith(QStringLiteral("thumbnail: "));
    }));
    QCOMPARE(m_on->model()->index(1).data(RecipeModel::TrialRole).toInt(), int(RecipeModel::Trial::Failed));
    m_on->tryOn(QStringLiteral("/status/500"));
    QTRY_VERIFY(m_on->isShown(QStringLiteral("No body to work on")));
    QVERIFY(m_on->isShown(QStringLiteral("500")));
}

void RecipeEditorTest::saysWhatIsWrongBesideItsField()
{
    m_on->steps()->add(QStringLiteral("thumbnail"));
    QVERIFY(!m_on->isShown(QStringLiteral("give a width")));
    named<NumberSpin>(m_on->window.get(), QStringLiteral("width"))->setValue(0);
    QTRY_VERIFY(m_on->isShown(QStringLiteral("give a width")));
    named<NumberSpin>(m_on->window.get(), QStringLiteral("height"))->setValue(10);
    QTRY_VERIFY(!m_on->isShown(QStringLiteral("give a width")));

    StepParameter program{QStringLiteral("program"), StepParameter::Type::Words, QStringList()};
    ParameterField field(program, 60, nullptr);
    QSignalSpy changed(&field, &ParameterField::changed);
    auto *line = field.findChild<QLineEdit *>();
    QTest::keyClicks(line, QStringLiteral("convert \"a b\""));
    QCOMPARE(field.value(), QVariant(QStringList{QStringLiteral("convert"), QStringLiteral("a b")}));
    QVERIFY(!changed.isEmpty());
    QTest::keyClicks(line, QStringLiteral(" \"open"));
    QCOMPARE(field.value(), QVariant(QStringLiteral("convert \"a b\" \"open"))); // which no step takes
    field.setValue(QStringList{QStringLiteral("x"), QStringLiteral("two words")});
    QCOMPARE(line->text(), QStringLiteral("x \"two words\""));
}

void RecipeEditorTest::compilesNoProgramAtAKeyPress()
{
    StepCheck check(nullptr);
    QSignalSpy checked(&check, &StepCheck::checked);
    const auto jq = [](const QString &program) {
        return RecipeStep{QStringLiteral("jq"), {{QStringLiteral("program"), program}}};
    };
    for (const auto &typed : {QStringLiteral("."), QStringLiteral(".a|"), QStringLiteral(".a|len")})
        check.check(jq(typed));
    QVERIFY(checked.isEmpty()); // not within the call
    QTRY_COMPARE(checked.size(), 1);
    QVERIFY2(checked[0][0].toString().contains(QStringLiteral("jq")), qPrintable(checked[0][0].toString()));
    check.check(jq(QStringLiteral(".a|length")));
    QTRY_COMPARE(checked.size(), 2);
    QCOMPARE(checked[1][0].toString(), QString());

    m_on->steps()->add(QStringLiteral("jq"));
    named<QPlainTextEdit>(m_on->window.get(), QStringLiteral("program"))->setPlainText(QStringLiteral(".a|len"));
    QTRY_VERIFY(m_on->isShown(QStringLiteral("len")));
    m_on->steps()->add(QStringLiteral("hash")); // nothing is wrong with that one
    QTRY_VERIFY(!m_on->isShown(QStringLiteral("len")));
}

void RecipeEditorTest::leadsToItsFieldsByLetter()
{
    QString taken = QStringLiteral("aw");
    QCOMPARE(withMnemonic(QStringLiteral("Width"), &taken), QStringLiteral("W&idth"));
    QCOMPARE(withMnemonic(QStringLiteral("a & i"), &taken), QStringLiteral("a && i"));
    QCOMPARE(taken, QStringLiteral("awi"));

    m_on->steps()->add(QStringLiteral("thumbnail"));
    auto *width = named<NumberSpin>(m_on->window.get(), QStringLiteral("width"));
    QVERIFY(!width->hasFocus());
    QTest::keyClick(m_on->window.get(), Qt::Key_W, Qt::AltModifier);
    QVERIFY(width->hasFocus());
}

void RecipeEditorTest::fetchesNothingWhenShownAgain()
{
    m_on->steps()->add(QStringLiteral("hash"));
    m_on->tryOn(QStringLiteral("/json/1"));
    QTRY_VERIFY(m_on->isShown(QStringLiteral("All steps worked")));
    QSignalSpy began(m_on->window->preview(), &PreviewPanel::trialBegan);
    m_on->window->close();
    m_on->window->show();
    const auto timers = m_on->window->preview()->findChildren<QTimer *>(Qt::FindDirectChildrenOnly);
    QCOMPARE(timers.size(), 1);
    QVERIFY(!timers[0]->isActive()); // nothing is about to be tried
    QVERIFY(m_on->isShown(QStringLiteral("All steps worked")));
    m_on->window->close();
    m_on->model()->setParameter(0, QStringLiteral("algorithm"), QStringLiteral("md5"));
    QSignalSpy tried(m_on->window->preview(), &PreviewPanel::tried);
    m_on->window->show();
    QTRY_COMPARE(tried.size(), 1);
    QCOMPARE(named<QLineEdit>(m_on->window->preview(), QStringLiteral("md5"))->text().size(), 32);
    QCOMPARE(began.size(), 1); // for the change, not for the window
    QCOMPARE(m_on->requests(), 1);
}

void RecipeEditorTest::showsThatAValueIsCut()
{
    const QString sum(64, u'e');
    ValueLine line(nullptr);
    line.setValue(QStringLiteral("sha256"), sum);
    line.resize(200, 20);
    QVERIFY(line.shownText().endsWith(u'…'));
    QVERIFY(line.shownText().size() < sum.size());
    QCOMPARE(line.text(), sum); // to copy
    QVERIFY(line.toolTip().contains(sum));
    line.resize(2'000, 20);
    QCOMPARE(line.shownText(), sum);
}

void RecipeEditorTest::fillsItsRowsAnew()
{
    ValueGrid grid(nullptr);
    grid.setRows({{QStringLiteral("a"), QStringLiteral("1")}, {QStringLiteral("b"), QStringLiteral("2")}});
    const auto before = grid.findChildren<ValueLine *>();
    grid.setRows({{QStringLiteral("a"), QStringLiteral("3")}});
    QCOMPARE(grid.findChildren<ValueLine *>(), before.first(1)); // the same widget
    QCOMPARE(before[0]->text(), QStringLiteral("3"));
    grid.setRows({});
    QVERIFY(grid.isHidden());
}

QTEST_MAIN(RecipeEditorTest)
#include "tst_recipeeditor.moc"
