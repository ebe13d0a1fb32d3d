#include "awaitrule.h"
#include "callrule.h"
#include "capturerule.h"
#include "layerrule.h"
#include "shaperule.h"

#include <QDirIterator>
#include <QTest>

using namespace sluice::checks;

/// Holds the house rules against every file of the project.
class HouseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsTheRules_data();
    void keepsTheRules();

private:
    std::vector<SourceText> m_sources;
};

void HouseTest::initTestCase()
{
    const QDir root(QStringLiteral(SLUICE_SOURCE_DIR));
    const QStringList kinds{u"*.h"_qs, u"*.cpp"_qs, u"*.ui"_qs, u"*.py"_qs, u"*.sh"_qs, u"CMakeLists.txt"_qs};
    for (const auto &folder : {u"app"_qs, u"ui"_qs, u"tests"_qs}) {
        const auto before = m_sources.size();
        for (QDirIterator it(root.filePath(folder), kinds, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            m_sources.emplace_back(root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
        }
        QVERIFY2(m_sources.size() > before, qPrintable(u"no sources in "_qs + folder));
    }
}

void HouseTest::keepsTheRules_data()
{
    using Rule = Findings (*)(const SourceText &);
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<bool>("cppOnly");

    QTest::newRow("co_await") << Rule(checkAwaits) << true;
    QTest::newRow("captures of coroutines") << Rule(checkCaptures) << true;
    QTest::newRow("layers") << Rule(checkLayers) << true;
    QTest::newRow("banned calls") << Rule(checkCalls) << true;
    QTest::newRow("length") << Rule(checkLength) << false;
    QTest::newRow("headers") << Rule(checkHeader) << true;
}

void HouseTest::keepsTheRules()
{
    using Rule = Findings (*)(const SourceText &);
    QFETCH(Rule, rule);
    QFETCH(bool, cppOnly);
    QStringList story;
    for (const auto &source : m_sources) {
        if (cppOnly && !source.isCpp())
            continue;
        for (const auto &finding : rule(source))
            story << QStringLiteral("%1:%2: %3").arg(source.path).arg(finding.line).arg(finding.sentence);
    }
    QVERIFY2(story.isEmpty(), qPrintable(u'\n' + story.join(u'\n')));
}

QTEST_GUILESS_MAIN(HouseTest)
#include "tst_house.moc"
