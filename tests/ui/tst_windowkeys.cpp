// The window by keyboard, and from project to project.
#include "engine/engine.h"
#include "engine/listimport.h"
#include "tests/ui/cleansettings.h"
#include "ui/hosts/hostspage.h"
#include "ui/mainwindow.h"
#include "ui/pages/pagestack.h"
#include "ui/runs/runscontroller.h"
#include "ui/runs/timebar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>

using namespace sluice;

class TestWindowKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void offersDoNotOutliveTheProject();
    void theSearchIsThePagesOwn();
    void everyKeyIsInTheHelp();
    void noTwoControlsAnswerToOneLetter();

private:
    test::CleanSettings m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindowKeys::init()
{
    m_theme = std::make_unique<Theme>();
    m_engine = std::make_unique<Engine>();
    m_window = std::make_unique<MainWindow>(m_engine.get(), m_theme.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestWindowKeys::cleanup()
{
    m_window.reset();
    m_engine.reset();
}

void TestWindowKeys::offersDoNotOutliveTheProject()
{
    m_window->open({}, {});
    auto *bar = m_window->messages();
    bar->showNotice(QStringLiteral("Done."), {QStringLiteral("Undo"), [] {
                                              }});
    m_window->open(m_settings.filePath(QStringLiteral("other.sluice")), {});
    QVERIFY(!bar->isVisible());
    bar->showTrouble(QStringLiteral("The disk is full."));
    m_window->open(m_settings.filePath(QStringLiteral("third.sluice")), {});
    QVERIFY(bar->isVisible()); // still to be read
}

void TestWindowKeys::theSearchIsThePagesOwn()
{
    m_window->open({}, {});
    ListImport import(m_engine->store());
    QSignalSpy imported(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, QStringLiteral("http://127.0.0.1:9/one")}, {});
    QVERIFY(imported.wait());
    m_window->pages()->show(QStringLiteral("hosts"));
    QTRY_VERIFY(m_window->hosts()->isVisible());
    m_window->actions()->find->trigger();
    QCOMPARE(m_window->pages()->shown(), QStringLiteral("hosts"));
    QCOMPARE(m_window->focusWidget(), m_window->hosts()->search());
}

void TestWindowKeys::everyKeyIsInTheHelp()
{
    m_window->open({}, {});
    m_window->actions()->shortcuts->trigger();
    QStringList said;
    for (const auto *label : m_window->findChildren<QLabel *>()) {
        if (label->window() != m_window.get())
            said.append(label->text());
    }
    for (const char *key : {"F2", "F5", "Ctrl+F", "Ctrl+J", "Ctrl+Shift+P", "Ctrl+Shift+R", "Left, Right"})
        QVERIFY2(said.contains(QString::fromLatin1(key)), key);
}

/// With Alt: the frame of the window with each page, whatever of them shows just now; or with what there is before.
void TestWindowKeys::noTwoControlsAnswerToOneLetter()
{
    m_window->open({}, {});
    auto pages = m_window->pages()->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    QWidget *timeBar = m_window->runs()->bar();
    QWidget *empty = m_window->findChild<EmptyState *>();
    const auto parts = pages + QList<QWidget *>{timeBar, empty};
    const auto partOf = [&parts](const QWidget *widget) {
        const auto found =
            std::ranges::find_if(parts, [widget](const QWidget *part) { return part->isAncestorOf(widget); });
        return found == parts.end() ? nullptr : *found;
    };
    QMultiMap<QWidget *, QString> texts; // by part; null: the frame
    for (const auto *action : m_window->menuBar()->actions())
        texts.insert(nullptr, action->text());
    for (const auto *button : m_window->findChildren<QAbstractButton *>()) {
        if (button->window() == m_window.get())
            texts.insert(partOf(button), button->text());
    }
    for (const auto *label : m_window->findChildren<QLabel *>()) {
        if (label->window() == m_window.get() && label->buddy())
            texts.insert(partOf(label), label->text());
    }
    int seen = 0;
    const auto check = [&](const QStringList &together) {
        QMap<QChar, QString> taken;
        for (const auto &text : together) {
            const auto at = QString(text).replace(QLatin1StringView("&&"), QLatin1StringView("  ")).indexOf(u'&') + 1;
            if (at == 0)
                continue;
            const auto letter = text[at].toLower();
            // The same twice is on two tabs, of which one shows.
            QVERIFY2(taken.value(letter, text) == text, qPrintable(taken[letter] + u'|' + text));
            taken.insert(letter, text);
            ++seen;
        }
    };
    check(texts.values(nullptr) + texts.values(empty));
    for (auto *page : pages)
        check(texts.values(nullptr) + texts.values(timeBar) + texts.values(page));
    QVERIFY2(seen > 80, qPrintable(QString::number(seen)));
}

QTEST_MAIN(TestWindowKeys)
#include "tst_windowkeys.moc"
