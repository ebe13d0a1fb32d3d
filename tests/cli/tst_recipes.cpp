// The recipes that come with Sluice, run on the practice server's answers.
#include "cliprogram.h"
#include "practice/practiceserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace sluice;
using namespace sluice::test;

class RecipesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesGiveTitlesLinksAndWords();
    void answersBecomeATable();
    void otherJsonBecomesATableToo();
    void nullsAreColumnsToo();
    void imagesGiveFactsAndThumbnails();

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

void RecipesTest::answersBecomeATable()
{
    const auto rows = rowsOf(QStringLiteral("json-table"), {QStringLiteral("/json/7"), QStringLiteral("/json/8")});
    QCOMPARE(rows.size(), size_t(2));
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto answer = getJson(m_base + QStringLiteral("/json/%1").arg(i + 7));
        QCOMPARE(answer.size(), 6);
        for (auto it = answer.begin(); it != answer.end(); ++it) {
            // the export's own id comes first
            const auto column = it.key() == QStringLiteral("id") ? QStringLiteral("id_2") : it.key();
            QCOMPARE(rows[i].value(column), it.value());
        }
    }
}

void RecipesTest::otherJsonBecomesATableToo()
{
    const auto write = [this](const char *name, const QString &json) {
        return writeLines(m_folder.filePath(QString::fromLatin1(name)), {json});
    };
    const QStringList files{
        write("nested.json",
              QStringLiteral(R"({"a":{"b":{"c":1.5},"none":null},"list":[1,{"x":2}],"t":"ü","f":false})")),
        write("list.json", QStringLiteral(R"({"count":2,"results":[{"x":1},{"x":2}],"n":null,"none":{},"a":{"b":1},)"
                                          R"("a.b":2,"a.b_2":3})")),
        write("array.json", QStringLiteral(R"([{"x":1},2])")), write("value.json", QStringLiteral("\"text\""))};
    const auto table = m_folder.filePath(QStringLiteral("other.jsonl"));
    const auto ended = runCli(
        QStringList{QStringLiteral("run")} + files +
        QStringList{QStringLiteral("--recipe"), QStringLiteral("json-table"), QStringLiteral("--export"), table});
    QVERIFY2(ended.code == 0, qPrintable(ended.err));
    const auto rows = readRows(table);
    QCOMPARE(rows.size(), size_t(4));
    QCOMPARE(rows[0].value(QStringLiteral("a.b.c")).toDouble(), 1.5);
    QCOMPARE(rows[0].value(QStringLiteral("t")).toString(), QStringLiteral("ü"));
    QCOMPARE(rows[0].value(QStringLiteral("f")), QJsonValue(false));
    QCOMPARE(rows[0].value(QStringLiteral("list")), QJsonValue(QJsonArray{1, QJsonObject{{QStringLiteral("x"), 2}}}));
    const auto x = [](int value) {
        return QJsonObject{{QStringLiteral("x"), value}};
    };
    QCOMPARE(rows[1].value(QStringLiteral("count")).toInt(), 2);
    QCOMPARE(rows[1].value(QStringLiteral("results")), QJsonValue(QJsonArray{x(1), x(2)}));
    QCOMPARE(rows[1].value(QStringLiteral("none")), QJsonValue(QJsonObject()));
    QCOMPARE(rows[1].value(QStringLiteral("a.b")).toInt(), 1);
    QCOMPARE(rows[1].value(QStringLiteral("a.b_2")).toInt(), 2);
    QCOMPARE(rows[1].value(QStringLiteral("a.b_2_2")).toInt(), 3);
    QCOMPARE(rows[2].value(QStringLiteral("items")), QJsonValue(QJsonArray{x(1), 2}));
    QCOMPARE(rows[3].value(QStringLiteral("value")).toString(), QStringLiteral("text"));
}

void RecipesTest::nullsAreColumnsToo()
{
    const auto file = writeLines(m_folder.filePath(QStringLiteral("nulls.json")),
                                 {QStringLiteral(R"({"a":{"b":1,"none":null},"n":null})")});
    const auto table = m_folder.filePath(QStringLiteral("nulls.csv"));
    const auto ended = runCli({QStringLiteral("run"), file, QStringLiteral("--recipe"), QStringLiteral("json-table"),
                               QStringLiteral("--export"), table});
    QVERIFY2(ended.code == 0, qPrintable(ended.err));
    QFile csv(table);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const auto header = csv.readLine().trimmed();
    QVERIFY2(header.endsWith(",a.b,a.none,n"), header.constData());
    QVERIFY(csv.readLine().trimmed().endsWith(",1,,"));
}

void RecipesTest::imagesGiveFactsAndThumbnails()
{
    const QStringList paths{QStringLiteral("/image/640/480?seed=3"), QStringLiteral("/image/320/400?seed=4"),
                            QStringLiteral("/image/320/240?seed=3")};
    const auto out = m_folder.filePath(QStringLiteral("small"));
    const auto rows = rowsOf(QStringLiteral("thumbnails"), paths, {QStringLiteral("--out-dir"), out});
    QCOMPARE(rows.size(), size_t(3));
    const std::array sizes{QSize(640, 480), QSize(320, 400), QSize(320, 240)};
    const std::array small{QSize(256, 192), QSize(256, 320), QSize(256, 192)};
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto &row = rows[i];
        QCOMPARE(
            QSize(row.value(QStringLiteral("image_width")).toInt(), row.value(QStringLiteral("image_height")).toInt()),
            sizes[i]);
        QCOMPARE(row.value(QStringLiteral("image_format")).toString(), QStringLiteral("jpeg"));
        QVERIFY(!row.value(QStringLiteral("mean_color")).toString().isEmpty());
        QVERIFY(!row.value(QStringLiteral("phash")).toString().isEmpty());
        const auto original = getBytes(m_base + paths[static_cast<qsizetype>(i)]);
        QCOMPARE(row.value(QStringLiteral("sha256")).toString(),
                 QString::fromLatin1(QCryptographicHash::hash(original, QCryptographicHash::Sha256).toHex()));
        const QImage thumbnail(QDir(out).filePath(row.value(QStringLiteral("path")).toString()));
        QCOMPARE(thumbnail.size(), small[i]);
    }
}

QTEST_GUILESS_MAIN(RecipesTest)
#include "tst_recipes.moc"
