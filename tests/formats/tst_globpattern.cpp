#include "formats/globpattern.h"

#include <QStringList>
#include <QTest>

using namespace sluice;

class GlobPatternTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsPatterns_data();
    void knowsPatterns();
    void meansFiles_data();
    void meansFiles();
    void beginsAtTheLastPlainFolder_data();
    void beginsAtTheLastPlainFolder();
    void manyStarsEndSoon();
};

void GlobPatternTest::knowsPatterns_data()
{
    QTest::addColumn<bool>("isPattern");
    for (const char *text : {"*", "a?b", "x/[ab]/c", "**/y"})
        QTest::newRow(text) << true;
    for (const char *text : {"", "a", "photos/", "a]b", "{a,b}", "~"})
        QTest::newRow(text) << false;
}

void GlobPatternTest::knowsPatterns()
{
    QFETCH(bool, isPattern);
    QCOMPARE(GlobPattern::isPattern(QString::fromLatin1(QTest::currentDataTag())), isPattern);
}

/// Whether a pattern means a file, walking down to it as a reader does.
static bool means(const QString &pattern, const QString &path)
{
    const GlobPattern glob(pattern);
    auto names = path.split(u'/');
    const auto file = names.takeLast();
    auto places = glob.begin();
    for (const auto &folder : names)
        places = glob.inFolder(places, folder.toStdString());
    return glob.isFile(places, file.toStdString());
}

void GlobPatternTest::meansFiles_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("meant");
    QTest::addColumn<QStringList>("others");
    const auto row = [](const char *pattern, const char *meant, const char *others) {
        const auto words = [](const char *text) {
            return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
        };
        QTest::newRow(pattern) << QString::fromUtf8(pattern) << words(meant) << words(others);
    };
    row("*.jpg", "a.jpg ü.jpg", "a.jpeg .a.jpg b/a.jpg A.JPG jpg");
    row("a?", "ab aü", "a abc a/b");
    row("[a-c]x", "ax cx", "dx -x");
    row("[!a]x", "bx", "ax .x");
    row("*/*.jpg", "b/a.jpg", "a.jpg c/b/a.jpg .b/a.jpg");
    row("**/*.jpg", "a.jpg b/a.jpg c/b/a.jpg", "a.png .b/a.jpg b/.a.jpg c/.b/a.jpg");
    row("**", "a b/a c/b/a", ".a b/.a .b/a");
    row("**/b/**/*.x", "b/1.x b/c/1.x a/b/c/d/1.x b/b/1.x", "1.x a/1.x a/c/1.x");
    row("**/**/x", "x a/x a/b/x", "y");
    row("*/", "a", "a/b");
    row(".*", ".a", "a");
    row("*/.git/*", "a/.git/config", "a/b/config a/git/config");
    row("a\\*b*", "a*b a*bc", "axb a\\*b");
    row("*\\[1\\]", "a[1]", "a1");
}

void GlobPatternTest::meansFiles()
{
    QFETCH(QString, pattern);
    QFETCH(QStringList, meant);
    QFETCH(QStringList, others);
    for (const auto &path : meant)
        QVERIFY2(means(pattern, path), qPrintable(path));
    for (const auto &path : others)
        QVERIFY2(!means(pattern, path), qPrintable(path));
}

void GlobPatternTest::beginsAtTheLastPlainFolder_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("*.jpg") << QString();
    QTest::newRow("photos/*.jpg") << QStringLiteral("photos/");
    QTest::newRow("./a/b/**/c/*") << QStringLiteral("./a/b/");
    QTest::newRow("/*/b") << QStringLiteral("/");
    QTest::newRow("../x?") << QStringLiteral("../");
}

void GlobPatternTest::beginsAtTheLastPlainFolder()
{
    QFETCH(QString, folder);
    QCOMPARE(GlobPattern(QString::fromLatin1(QTest::currentDataTag())).folder(), folder);
}

void GlobPatternTest::manyStarsEndSoon()
{
    const auto name = std::string(200, 'a');
    const GlobPattern stars(QStringLiteral("*a*a*a*a*a*a*a*a*a*a*b"));
    QVERIFY(!stars.isFile(stars.begin(), name));
    QString text;
    for (int i = 0; i < 40; ++i)
        text += QStringLiteral("**/a/");
    const GlobPattern folders(text + QStringLiteral("b"));
    auto places = folders.begin();
    for (int i = 0; i < 2000; ++i)
        places = folders.inFolder(places, "a");
    QVERIFY(places.size() <= 81);
    QVERIFY(folders.isFile(places, "b"));
}

QTEST_GUILESS_MAIN(GlobPatternTest)
#include "tst_globpattern.moc"
