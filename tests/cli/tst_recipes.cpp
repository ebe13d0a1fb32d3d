// The recipes that come with Sluice, run on the practice server's answers.
#include "cliprogram.h"
#include "practice/practiceserver.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::test;

class RecipesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesGiveTitlesLinksAndWords();

private:
    std::vector<QJsonObject> rowsOf(const QString &recipe, const QStringList &paths, const QStringList &more = {});

    PracticeServer m_server;
    QString m_base;
    QTemporaryDir m_folder;
};

void RecipesTest::initTestCase()
{
    const auto base = m_server.start();
    QVERIFY(base);
    m_base = base.value().toString();
}

/// By id, that is in the order of the paths. None when the run did not succeed.
std::vector<QJsonObject> RecipesTest::rowsOf(const QString &recipe, const QStringList &paths, const QStringList &more)
{
    QStringList arguments{QStringLiteral("run")};
    for (const auto &path : paths)
        arguments.append(m_base + path);
    const auto table = m_folder.filePath(recipe + QStringLiteral(".jsonl"));
    arguments += {QStringLiteral("--recipe"), recipe, QStringLiteral("--export"), table};
    const auto ended = runCli(arguments + more);
    if (ended.code == 0)
        return readRows(table);
    qWarning("%s", qPrintable(ended.err));
    return {};
}

void RecipesTest::pagesGiveTitlesLinksAndWords()
{
    const auto rows = rowsOf(QStringLiteral("pages"), {QStringLiteral("/html/7"), QStringLiteral("/html/12")});
    QCOMPARE(rows.size(), size_t(2));
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto &row = rows[i];
        const auto number = QString::number(i == 0 ? 7 : 12);
        QCOMPARE(row.value(QStringLiteral("title")).toString(), QStringLiteral("Page ") + number);
        QCOMPARE(row.value(QStringLiteral("link_count")).toInt(), 7);
        const auto links = row.value(QStringLiteral("links")).toArray();
        QCOMPARE(links.size(), 7);
        QVERIFY2(links.contains(QString(m_base + QStringLiteral("/json/") + number)), qPrintable(links[5].toString()));
        const auto text = QStringLiteral("Page %1 A page to practise on.").arg(number); // links are no text
        QCOMPARE(row.value(QStringLiteral("words")).toInt(), text.count(u' ') + 1);
        QCOMPARE(row.value(QStringLiteral("text_length")).toInt(), text.size());
        QCOMPARE(row.value(QStringLiteral("charset")).toString().toLower(), QStringLiteral("utf-8"));
    }
}

QTEST_GUILESS_MAIN(RecipesTest)
#include "tst_recipes.moc"
