// The dialogs on their own: what they say about bad input, and that they refuse it.
#include "engine/engine.h"
#include "tests/ui/cleansettings.h"
#include "ui/exporting/exportdialog.h"
#include "ui/importing/importdialog.h"
#include "ui/importing/rejectedmodel.h"
#include "ui/project/queuecontroller.h"
#include "ui/settings/settingsdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/numberspin.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class TestDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void importCountsBeforeAnythingIsAdded();
    void importOffersTheColumnsOfAList();
    void importTakesAFolder();
    void importOfAMissingListIsExplained();
    void settingsAreAppliedTogether();
    void settingsRefuseWhatIsWrong_data();
    void settingsRefuseWhatIsWrong();
    void profilesFillInTheLimitsOnly();
    void exportAsksBeforeReplacing();

private:
    static QPushButton *button(QWidget *dialog, const QString &text);
    static bool canPress(QWidget *dialog, const QString &text);
    static QString message(QWidget *dialog);

    test::CleanSettings m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Engine> m_engine;
};

namespace {

template <typename Widget>
Widget *named(QWidget *dialog, const QString &accessibleName)
{
    for (auto *widget : dialog->findChildren<Widget *>()) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    qFatal("no field %s", qPrintable(accessibleName));
}

} // namespace

QPushButton *TestDialogs::button(QWidget *dialog, const QString &text)
{
    for (auto *found : dialog->findChildren<QPushButton *>()) {
        if (found->text().remove(u'&').startsWith(text))
            return found;
    }
    return nullptr;
}

bool TestDialogs::canPress(QWidget *dialog, const QString &text)
{
    const auto *found = button(dialog, text);
    return found && found->isEnabled();
}

QString TestDialogs::message(QWidget *dialog)
{
    const auto *bar = dialog->findChild<MessageBar *>();
    return bar->isVisible() ? bar->text() : QString();
}

void TestDialogs::initTestCase()
{
    m_theme = std::make_unique<Theme>();
}

void TestDialogs::init()
{
    m_engine = std::make_unique<Engine>();
    QVERIFY(m_engine->open({}));
}

void TestDialogs::importCountsBeforeAnythingIsAdded()
{
    const auto text = QStringLiteral("https://example.org/1\nhtp://example.org/2\n\nhttps://example.org/1\n"
                                     "https://example.org/3\n/no/such/file\n");
    QPointer<ImportDialog> dialog(new ImportDialog(m_engine->store(), {{ImportSource::Kind::Text, text}}, nullptr));
    dialog->show();
    QTRY_VERIFY(canPress(dialog, QStringLiteral("Add 2 jobs")));
    QCOMPARE(m_engine->snapshot().counts.total(), 0);

    auto *rejected = dialog->findChild<RejectedModel *>();
    const QAbstractItemModelTester tester(rejected, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(rejected->rowCount(), 2);
    QCOMPARE(rejected->index(0, RejectedModel::Line).data().toString(), QStringLiteral("2"));
    QVERIFY(rejected->index(0, RejectedModel::Reason).data().toString().contains(QStringLiteral("htp")));
    QCOMPARE(rejected->index(1, RejectedModel::Line).data().toString(), QStringLiteral("6"));

    // Typing scans again.
    dialog->findChild<QPlainTextEdit *>()->appendPlainText(QStringLiteral("https://example.org/4"));
    QTRY_VERIFY(canPress(dialog, QStringLiteral("Add 3 jobs")));

    QSignalSpy imported(dialog, &ImportDialog::imported);
    button(dialog, QStringLiteral("Add"))->click();
    QTRY_COMPARE(imported.count(), 1);
    QTRY_COMPARE(m_engine->snapshot().counts.total(), 3);
    QTRY_VERIFY(!dialog);

    // What the project has is a duplicate the next time.
    QPointer<ImportDialog> second(new ImportDialog(m_engine->store(), {{ImportSource::Kind::Text, text}}, nullptr));
    second->show();
    QTRY_COMPARE(button(second, QStringLiteral("Add"))->text().remove(u'&'), QStringLiteral("Add 0 jobs"));
    QVERIFY(!button(second, QStringLiteral("Add"))->isEnabled());
    second->close();
}

void TestDialogs::importOffersTheColumnsOfAList()
{
    const auto path = m_settings.filePath(QStringLiteral("list.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "url,title,mirror\nhttps://example.org/1,One,https://mirror.example/1\nbad,Two,https://mirror.example/2\n");
    file.close();

    auto *dialog = new ImportDialog(m_engine->store(), {{ImportSource::Kind::ListFile, path}}, nullptr);
    dialog->show();
    QTRY_VERIFY(canPress(dialog, QStringLiteral("Add 1 job")));
    auto *column = named<QComboBox>(dialog, QStringLiteral("Column that holds the address"));
    QTRY_VERIFY(column->isVisible());
    const int mirror = column->findData(QStringLiteral("mirror"));
    QVERIFY(mirror > 0);
    column->setCurrentIndex(mirror);
    Q_EMIT column->activated(mirror);
    QTRY_COMPARE(button(dialog, QStringLiteral("Add"))->text().remove(u'&'), QStringLiteral("Add 2 jobs"));
    dialog->close();
}

void TestDialogs::importTakesAFolder()
{
    QTemporaryDir folder;
    for (const char *name : {"a.jpg", "list.csv"}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), folder.filePath(QStringLiteral("dead"))));
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(folder.path())});
    auto *dialog = new ImportDialog(m_engine->store(), QueueController::sourcesFrom(&dropped), nullptr);
    dialog->show();
    QTRY_VERIFY(canPress(dialog, QStringLiteral("Add 2 jobs")));
    auto *rejected = named<QTableView>(dialog, QStringLiteral("Lines that are left out"));
    const auto *model = rejected->model();
    QCOMPARE(model->rowCount(), 1);
    QVERIFY(!rejected->isColumnHidden(RejectedModel::Source));
    QCOMPARE(model->index(0, RejectedModel::Source).data().toString(), QStringLiteral("dead"));
    QCOMPARE(model->index(0, RejectedModel::Line).data().toString(), QString());
    dialog->close();
}

void TestDialogs::importOfAMissingListIsExplained()
{
    const auto path = m_settings.filePath(QStringLiteral("missing.csv"));
    auto *dialog = new ImportDialog(m_engine->store(), {{ImportSource::Kind::ListFile, path}}, nullptr);
    dialog->show();
    QTRY_VERIFY(message(dialog).contains(QStringLiteral("missing.csv")));
    QVERIFY(!button(dialog, QStringLiteral("Add"))->isEnabled());
    dialog->close();
}

void TestDialogs::settingsAreAppliedTogether()
{
    QPointer<SettingsDialog> dialog(new SettingsDialog(m_engine.get()));
    dialog->show();
    QVERIFY(!button(dialog, QStringLiteral("Apply"))->isEnabled());
    named<NumberSpin>(dialog, QStringLiteral("Jobs in flight"))->setValue(10);
    named<NumberSpin>(dialog, QStringLiteral("Connect timeout"))->setValue(2.5);
    named<QLineEdit>(dialog, QStringLiteral("Statuses to retry"))->setText(QStringLiteral("503, 429 503"));
    named<QPlainTextEdit>(dialog, QStringLiteral("Headers"))->setPlainText(QStringLiteral("Accept-Language: en\n\n"));
    QVERIFY(button(dialog, QStringLiteral("Apply"))->isEnabled());
    QCOMPARE(m_engine->options().limits.inFlight, 64);
    button(dialog, QStringLiteral("OK"))->click();
    QTRY_VERIFY(!dialog);
    const auto &options = m_engine->options();
    QCOMPARE(options.limits.inFlight, 10);
    QCOMPARE(options.limits.connectTimeout, std::chrono::milliseconds(2'500));
    QCOMPARE(options.limits.retryStatuses, (std::vector{429, 503}));
    QCOMPARE(options.limits.name, QStringLiteral("custom"));
    QCOMPARE(options.limits.maxBodyBytes, LimitProfile().maxBodyBytes);
    QCOMPARE(options.headers.size(), 1);
}

void TestDialogs::settingsRefuseWhatIsWrong_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("no number") << QStringLiteral("Statuses to retry") << QStringLiteral("503, many")
                               << QStringLiteral("many");
    QTest::newRow("no error status") << QStringLiteral("Statuses to retry") << QStringLiteral("200")
                                     << QStringLiteral("200");
    QTest::newRow("no header") << QStringLiteral("Headers") << QStringLiteral("nonsense") << QString();
    QTest::newRow("forbidden name") << QStringLiteral("Headers") << QStringLiteral("Bad Name: x") << QString();
}

void TestDialogs::settingsRefuseWhatIsWrong()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, named);
    auto *dialog = new SettingsDialog(m_engine.get());
    dialog->show();
    for (auto *line : dialog->findChildren<QLineEdit *>()) {
        if (line->accessibleName() == field)
            line->setText(text);
    }
    for (auto *box : dialog->findChildren<QPlainTextEdit *>()) {
        if (box->accessibleName() == field)
            box->setPlainText(text);
    }
    const auto before = m_engine->options();
    button(dialog, QStringLiteral("OK"))->click();
    QVERIFY(dialog->isVisible());
    QVERIFY(!message(dialog).isEmpty());
    QVERIFY(message(dialog).contains(named));
    QCOMPARE(m_engine->options(), before);
    dialog->close();
}

void TestDialogs::profilesFillInTheLimitsOnly()
{
    auto options = m_engine->options();
    options.recipe.steps = {{QStringLiteral("hash"), {}}};
    QVERIFY(m_engine->setOptions(options, QStringLiteral("test")));
    QPointer<SettingsDialog> dialog(new SettingsDialog(m_engine.get()));
    dialog->show();
    auto *profile = named<QComboBox>(dialog, QStringLiteral("Profile"));
    const int polite = profile->findData(QStringLiteral("polite"));
    profile->setCurrentIndex(polite);
    Q_EMIT profile->activated(polite);
    button(dialog, QStringLiteral("OK"))->click();
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_engine->options().limits, namedProfile(u"polite").value());
    QCOMPARE(m_engine->options().recipe.steps.size(), 1U);
}

void TestDialogs::exportAsksBeforeReplacing()
{
    const auto path = m_settings.filePath(QStringLiteral("there.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    const ExportOffer offer{m_engine->projectPath(), {}, 0, 0, {}, {}, path};
    auto *dialog = new ExportDialog(offer, nullptr);
    dialog->show();
    QSignalSpy exported(dialog, &ExportDialog::exported);

    auto *columns = dialog->findChild<QListWidget *>();
    button(dialog, QStringLiteral("None"))->click();
    button(dialog, QStringLiteral("Export"))->click();
    QVERIFY(message(dialog).contains(QStringLiteral("column")));
    columns->item(0)->setCheckState(Qt::Checked);
    columns->item(1)->setCheckState(Qt::Checked);

    button(dialog, QStringLiteral("Export"))->click();
    QVERIFY(message(dialog).contains(QStringLiteral("there.csv")));
    QTest::qWait(100);
    QCOMPARE(exported.count(), 0);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
    file.close();

    button(dialog, QStringLiteral("Replace it"))->click();
    QTRY_COMPARE(exported.count(), 1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().trimmed().replace("\"", ""), QByteArray("id,url"));
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
