#include "engine/snapshot.h"
#include "tests/ui/cleansettings.h"
#include "ui/pages/pagebar.h"
#include "ui/pages/pagestack.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace sluice;

namespace {

/// Counts what it is told.
class CountingPage : public QWidget
{
public:
    explicit CountingPage(QWidget *parent) : QWidget(parent)
    {
        auto *field = new QLineEdit(this);
        setFocusProxy(field);
    }
    void sampled(const Snapshot &) { ++samples; }
    int samples = 0;
};

} // namespace

class TestPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlyTheShownPageIsSampled();
    void aKeyBringsAPageToTheFrontAndGoesThere();
    void arrowsMoveWithinTheBar();
    void aClickGoesIntoThePage();
    void aPageIsRememberedByName();
    void withoutPagesThereIsNoBarAndNoKey();
    void aReaderHearsWhatAPageIsFor();

private:
    QToolButton *button(int index) { return m_pages->bar()->findChildren<QToolButton *>().at(index); }

    test::CleanSettings m_settings;
    std::unique_ptr<QMainWindow> m_window;
    PageStack *m_pages = nullptr;
    CountingPage *m_first = nullptr;
    CountingPage *m_second = nullptr;
};

void TestPages::init()
{
    m_window = std::make_unique<QMainWindow>();
    auto *central = new QWidget(m_window.get());
    m_pages = new PageStack(central);
    m_first = new CountingPage(m_pages);
    m_second = new CountingPage(m_pages);
    m_pages->addPage(QLatin1StringView("list"), QStringLiteral("Jobs"), QStringLiteral("Every job"), m_first);
    m_pages->addPage(QLatin1StringView("server"), QStringLiteral("Hosts"), QStringLiteral("Every host"), m_second);
    auto *row = new QHBoxLayout(central);
    row->addWidget(m_pages->bar());
    row->addWidget(m_pages);
    m_window->setCentralWidget(central);
    m_window->addActions(m_pages->pageActions());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestPages::onlyTheShownPageIsSampled()
{
    m_pages->sampled({});
    QCOMPARE(m_first->samples, 1);
    QCOMPARE(m_second->samples, 0);
    const QSignalSpy shown(m_pages, &PageStack::pageShown);
    m_pages->bar()->choose(1);
    QCOMPARE(shown.size(), 1);
    m_pages->sampled({});
    QCOMPARE(m_first->samples, 1);
    QCOMPARE(m_second->samples, 1);
}

void TestPages::aKeyBringsAPageToTheFrontAndGoesThere()
{
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_pages->currentWidget(), m_second);
    QCOMPARE(m_window->focusWidget(), m_second->focusProxy());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_pages->currentWidget(), m_first);
    QCOMPARE(m_window->focusWidget(), m_first->focusProxy());
}

void TestPages::arrowsMoveWithinTheBar()
{
    button(0)->setFocus();
    QTest::keyClick(button(0), Qt::Key_Down);
    QCOMPARE(m_pages->currentWidget(), m_second);
    QCOMPARE(m_window->focusWidget(), button(1));
    QTest::keyClick(button(1), Qt::Key_Up);
    QCOMPARE(m_pages->currentWidget(), m_first);
    QCOMPARE(m_window->focusWidget(), button(0));
}

void TestPages::aClickGoesIntoThePage()
{
    m_first->setFocus();
    QTest::mouseClick(button(1), Qt::LeftButton);
    QCOMPARE(m_pages->currentWidget(), m_second);
    QCOMPARE(m_window->focusWidget(), m_second->focusProxy());
}

void TestPages::aPageIsRememberedByName()
{
    m_pages->show(QStringLiteral("server"));
    QCOMPARE(m_pages->currentWidget(), m_second);
    QCOMPARE(m_pages->shown(), QStringLiteral("server"));
    m_pages->show(QStringLiteral("gone"));
    QCOMPARE(m_pages->currentWidget(), m_second);
    QVERIFY(button(1)->isChecked());
}

void TestPages::withoutPagesThereIsNoBarAndNoKey()
{
    m_pages->setAvailable(false);
    QVERIFY(!m_pages->bar()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_pages->currentWidget(), m_first);
    m_pages->setAvailable(true);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_pages->currentWidget(), m_second);
}

void TestPages::aReaderHearsWhatAPageIsFor()
{
    auto *face = QAccessible::queryAccessibleInterface(button(0));
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Jobs"));
    QVERIFY(face->text(QAccessible::Description).contains(QStringLiteral("Every job")));
    QVERIFY(face->state().checked);
}

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
