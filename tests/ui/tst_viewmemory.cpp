// What a project remembers of how its tables were looked at, over a close of the window.
#include "cleansettings.h"
#include "engine/engine.h"
#include "engine/listimport.h"
#include "ui/hosts/hostspage.h"
#include "ui/hosts/hosttableview.h"
#include "ui/mainwindow.h"
#include "ui/pages/pagestack.h"
#include "ui/tasks/resourcespanel.h"
#include "ui/tasks/taskfeed.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/taskspanel.h"
#include "ui/tasks/tasktableview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tablecolumns.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class ViewMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void columnsComeBackWithTheProject();
    void anotherProjectBeginsAnew();
    void theTablesFitIntoTheUsualWindow();

private:
    void openWindow(const QString &project);
    QHeaderView *hosts() const { return m_window->hosts()->table()->horizontalHeader(); }
    QHeaderView *tasks() const { return m_window->tasks()->tasks()->view()->horizontalHeader(); }

    test::CleanSettings m_settings;
    Theme m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

void ViewMemoryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_engine = std::make_unique<Engine>();
    openWindow(QStringLiteral("one.sluice"));
}

void ViewMemoryTest::cleanup()
{
    m_window.reset();
    m_engine.reset();
}

void ViewMemoryTest::openWindow(const QString &project)
{
    m_window = std::make_unique<MainWindow>(m_engine.get(), &m_theme);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->open(m_folder->filePath(project), {});
    QVERIFY(m_engine->isOpen());
}

void ViewMemoryTest::columnsComeBackWithTheProject()
{
    hosts()->setSortIndicator(static_cast<int>(HostColumn::Reuse), Qt::AscendingOrder);
    hosts()->resizeSection(static_cast<int>(HostColumn::Host), 311);
    tasks()->moveSection(tasks()->visualIndex(static_cast<int>(TaskColumn::Age)), 0);
    tasks()->setSortIndicator(static_cast<int>(TaskColumn::Age), Qt::DescendingOrder);
    auto *resources = m_window->tasks()->resources()->view()->horizontalHeader();
    resources->setSortIndicator(static_cast<int>(ResourceColumn::Waiters), Qt::DescendingOrder);
    m_window->close(); // does not wait for a while to pass
    m_engine->close();
    openWindow(QStringLiteral("one.sluice"));

    QCOMPARE(hosts()->sortIndicatorSection(), static_cast<int>(HostColumn::Reuse));
    QCOMPARE(hosts()->sortIndicatorOrder(), Qt::AscendingOrder);
    QCOMPARE(hosts()->sectionSize(static_cast<int>(HostColumn::Host)), 311);
    QCOMPARE(tasks()->visualIndex(static_cast<int>(TaskColumn::Age)), 0);
    // The rows follow, not only the sign in the head.
    const auto query = m_window->tasks()->feed()->query();
    QCOMPARE(query.sortBy, TaskColumn::Age);
    QVERIFY(query.descending);
    QCOMPARE(query.sortResourcesBy, ResourceColumn::Waiters);
    QVERIFY(query.resourcesDescending);
}

void ViewMemoryTest::anotherProjectBeginsAnew()
{
    const auto usual = m_window->hosts()->table()->columns()->memory();
    hosts()->resizeSection(static_cast<int>(HostColumn::Host), 311);
    tasks()->setSortIndicator(static_cast<int>(TaskColumn::Age), Qt::DescendingOrder);
    QVERIFY(m_window->hosts()->table()->columns()->memory() != usual);
    m_window->open(m_folder->filePath(QStringLiteral("two.sluice")), {});
    QCOMPARE(m_window->hosts()->table()->columns()->memory(), usual);
    QCOMPARE(m_window->tasks()->feed()->query().sortBy, TaskColumn::Id);
}

void ViewMemoryTest::theTablesFitIntoTheUsualWindow()
{
    ListImport import(m_engine->store());
    QSignalSpy imported(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, QStringLiteral("http://127.0.0.1:9/")}, {});
    QVERIFY(imported.wait(20'000));
    m_window->pages()->show(QStringLiteral("hosts"));
    QTRY_VERIFY(m_window->hosts()->isVisible());
    constexpr int frameAndScrollBar = 14;
    const int room = m_window->hosts()->width() - frameAndScrollBar;
    QVERIFY(room > 1'000);
    for (const auto *header : {hosts(), tasks()})
        QVERIFY2(header->length() <= room, qPrintable(QStringLiteral("%1 of %2").arg(header->length()).arg(room)));
}

QTEST_MAIN(ViewMemoryTest)
#include "tst_viewmemory.moc"
