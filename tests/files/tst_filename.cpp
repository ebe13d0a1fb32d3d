#include "files/filename.h"
#include "files/nametemplate.h"

#include <QTest>

using namespace sluice;

class FileNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromUrl_data();
    void fromUrl();
    void isSafeWhateverComes_data();
    void isSafeWhateverComes();
    void isNeverTooLong();
    void numbered_data();
    void numbered();
    void getsTheSuffixOfItsType_data();
    void getsTheSuffixOfItsType();
    void suffixKeepsNamesShort();
    void knowsTypesByName();
    void expands_data();
    void expands();
    void refusesTemplates_data();
    void refusesTemplates();
};

static const QString fallback = QStringLiteral("index-7");

void FileNameTest::fromUrl_data()
{
    QTest::addColumn<QString>("name");
    const auto row = [](const char *url, const QString &name) {
        QTest::newRow(url) << name;
    };
    row("http://a.org/x/photo.jpg", QStringLiteral("photo.jpg"));
    row("http://a.org/x/photo.jpg?size=1#top", QStringLiteral("photo.jpg"));
    row("http://a.org/", fallback);
    row("http://a.org", fallback);
    row("http://a.org/x/", fallback);
    row("http://a.org/a%20b.txt", QStringLiteral("a b.txt"));
    row("http://a.org/%C3%A4.txt", QStringLiteral("ä.txt"));
    row("http://a.org/a%CC%88.txt", QStringLiteral("ä.txt"));     // composed
    row("http://a.org/a%252Fb.txt", QStringLiteral("a%2Fb.txt")); // decoded once only
    row("http://a.org/..%2f..%2fetc%2fpasswd", QStringLiteral("passwd"));
    row("http://a.org/..%5c..%5cwin.ini", QStringLiteral("win.ini"));
    row("http://a.org/%2e%2e", fallback);
    row("http://a.org/.bashrc", QStringLiteral("bashrc"));
    row("http://a.org/~root", QStringLiteral("root"));
    row("http://a.org/-rf", QStringLiteral("rf"));
    row("http://a.org/name.%20.", QStringLiteral("name"));
    row("http://a.org/a%00b", QStringLiteral("ab"));
    row("http://a.org/a%0d%0ab%1b[2J", QStringLiteral("ab[2J"));
    row("http://a.org/gpj.%E2%80%AEexe", QStringLiteral("gpj.exe")); // right-to-left override
    row("http://a.org/a:b*c%3Fd%22e<f>g|h", QStringLiteral("abcdefgh"));
    row("http://a.org/CON", QStringLiteral("_CON"));
    row("http://a.org/con.txt", QStringLiteral("_con.txt"));
    row("http://a.org/lpt1.tar.gz", QStringLiteral("_lpt1.tar.gz"));
    row("http://a.org/console.txt", QStringLiteral("console.txt"));
    row("http://a.org/com10", QStringLiteral("com10"));
    row("http://a.org/%FF%FE", fallback); // not UTF-8
}

void FileNameTest::fromUrl()
{
    QFETCH(QString, name);
    QCOMPARE(fileNameFromUrl(QUrl(QString::fromLatin1(QTest::currentDataTag())), fallback), name);
}

void FileNameTest::isSafeWhateverComes_data()
{
    QTest::addColumn<QString>("raw");
    QString all;
    for (char16_t c = 0; c < 0x3000; ++c)
        all += QChar(c);
    QTest::newRow("every character") << all;
    QTest::newRow("stray surrogates") << QString(QChar(0xD800)) + u'a' + QChar(0xDC00);
    QTest::newRow("dots") << QStringLiteral("....");
    QTest::newRow("dots and spaces") << QStringLiteral(". . .. -~");
    QTest::newRow("dot after cutting") << QString(179, u'a') + QStringLiteral(". .") + QString(50, u'b');
    QTest::newRow("emoji") << QStringLiteral("\U0001F600").repeated(100);
    QTest::newRow("marks only") << QString(300, QChar(0x0301));
}

void FileNameTest::isSafeWhateverComes()
{
    QFETCH(QString, raw);
    const auto name = safeFileName(raw, fallback);
    QVERIFY(!name.isEmpty());
    QVERIFY(name.toUtf8().size() <= 180);
    QCOMPARE(QString::fromUtf8(name.toUtf8()), name); // valid Unicode
    QCOMPARE(safeFileName(name, fallback), name);
    for (const auto c : QStringLiteral("/\\:*?\"<>|"))
        QVERIFY(!name.contains(c));
    for (const auto c : name)
        QVERIFY(c.isPrint() || c.isSurrogate() || c.category() == QChar::Other_NotAssigned);
    QVERIFY(!name.startsWith(u'.') && !name.endsWith(u'.') && !name.endsWith(u' '));
}

void FileNameTest::isNeverTooLong()
{
    const auto name = safeFileName(QString(500, QChar(0x00E4)) + QStringLiteral(".jpeg"), fallback);
    QVERIFY(name.endsWith(QStringLiteral("ä.jpeg")));
    QVERIFY(name.toUtf8().size() > 175 && name.toUtf8().size() <= 180);
}

void FileNameTest::numbered_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("name");
    QTest::newRow("a.txt") << 1 << QStringLiteral("a.txt");
    QTest::newRow("b.txt") << 2 << QStringLiteral("b (2).txt");
    QTest::newRow("c") << 12 << QStringLiteral("c (12)");
    QTest::newRow("d.tar.gz") << 2 << QStringLiteral("d.tar (2).gz");
}

void FileNameTest::numbered()
{
    QFETCH(int, number);
    QFETCH(QString, name);
    QCOMPARE(numberedFileName(QString::fromLatin1(QTest::currentDataTag()), number), name);
}

void FileNameTest::getsTheSuffixOfItsType_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *type, const char *expected) {
        QTest::addRow("%s of %s", name, type)
            << QString::fromUtf8(name) << QString::fromUtf8(type) << QString::fromUtf8(expected);
    };
    row("a.org/photo.png", "image/jpeg", "a.org/photo.jpeg");
    row("a.org/photo.jpg", "image/jpeg", "a.org/photo.jpg");
    row("photo.JPG", "image/jpeg", "photo.JPG");
    row("photo.jpeg", "image/webp", "photo.webp");
    row("page", "text/html", "page.html");
    row("page.htm", "text/html; charset=utf-8", "page.htm");
    row("page.php", "Text/HTML", "page.html");
    row("rows.csv", "text/plain", "rows.csv"); // CSV is a kind of text
    row("feed.rss", "application/xml", "feed.rss");
    row("rows.csv.gz", "text/csv", "rows.csv");
    row("rows.gz", "text/csv", "rows.csv");
    row("all.tar.gz", "application/gzip", "all.tar.gz");
    row("all.tar.gz", "application/x-tar", "all.tar");
    row("data", "application/json", "data.json");
    row("v1.unknown", "application/json", "v1.unknown.json"); // not an ending
    row("a.b/c", "application/json", "a.b/c.json");
    row("photo.png", "", "photo.png");
    row("photo.png", "application/octet-stream", "photo.png");
    row("photo.png", "application/x-nobody-knows", "photo.png");
    row("photo.png", "nonsense", "photo.png");
    row("photo.png", "image/../../x", "photo.png");
}

void FileNameTest::getsTheSuffixOfItsType()
{
    QFETCH(QString, name);
    QFETCH(QString, type);
    QFETCH(QString, expected);
    QCOMPARE(nameWithSuffixFor(name, type), expected);
    QCOMPARE(nameWithSuffixFor(expected, type), expected);
}

void FileNameTest::suffixKeepsNamesShort()
{
    const auto longest = safeFileName(QString(500, u'x'), fallback);
    const auto name = nameWithSuffixFor(u"a/"_qs + longest, u"text/html"_qs);
    QVERIFY(name.startsWith(u"a/xxx"_qs));
    QVERIFY(name.endsWith(u"x.html"_qs));
    QCOMPARE(name.size(), longest.size() + 2);
}

void FileNameTest::knowsTypesByName()
{
    QCOMPARE(contentTypeOfName(u"rows.csv"_qs), u"text/csv"_qs);
    QCOMPARE(contentTypeOfName(u"DATA.JSON"_qs), u"application/json"_qs);
    QCOMPARE(contentTypeOfName(u"no-ending"_qs), QString());
    QCOMPARE(contentTypeOfName({}), QString());
}

void FileNameTest::expands_data()
{
    QTest::addColumn<QString>("nameTemplate");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *nameTemplate, const char *url, const char *path) {
        QTest::addRow("%s of %s", nameTemplate, url)
            << QString::fromLatin1(nameTemplate) << QString::fromLatin1(url) << QString::fromLatin1(path);
    };
    row("{host}/{id}-{name}", "http://a.org/x/y.png", "a.org/7-y.png");
    row("{host}/{id}-{name}", "http://a.org/", "a.org/7-index-7");
    row("{host}/{id}-{name}", "http://a.org:8080/y", "a.org_8080/7-y");
    row("{host}/{id}-{name}", "https://a.org:443/y", "a.org/7-y");
    row("{host}/{id}", "http://[::1]:81/y", "__1_81/7");
    row("{id}.{ext}", "http://a.org/y.png", "7.png");
    row("{id}.{ext}", "http://a.org/y", "7");
    row("{ext}/{name}", "http://a.org/y", "index-7/y");
    row("{name}", "http://a.org/..%2f..%2fx", "x");
    row("all in one", "http://a.org/y", "all in one");
    row("a:b/{name}", "http://a.org/y", "ab/y");
    row("{name}{name}", "http://a.org/.", "index-7index-7");
}

void FileNameTest::expands()
{
    QFETCH(QString, nameTemplate);
    QFETCH(QString, url);
    QFETCH(QString, path);
    const auto expanded = expandNameTemplate(nameTemplate, {QUrl(url), JobId(7)});
    QVERIFY(expanded);
    QCOMPARE(expanded.value(), path);
    QVERIFY(checkNameTemplate(nameTemplate));
}

void FileNameTest::refusesTemplates_data()
{
    QTest::addColumn<QString>("part"); // of the sentence
    QTest::newRow("") << QStringLiteral("empty");
    QTest::newRow("/{name}") << QStringLiteral("must not begin with /");
    QTest::newRow("a//b") << QStringLiteral("empty");
    QTest::newRow("{host}/") << QStringLiteral("empty");
    QTest::newRow("../{name}") << QStringLiteral("..");
    QTest::newRow("{host}/../../{name}") << QStringLiteral("..");
    QTest::newRow("{nmae}") << QStringLiteral("{nmae}");
    QTest::newRow("{name") << QStringLiteral("without a }");
    QTest::newRow("name}") << QStringLiteral("without a {");
}

void FileNameTest::refusesTemplates()
{
    QFETCH(QString, part);
    const auto checked = checkNameTemplate(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(checked.failed());
    QCOMPARE(checked.error().kind, ErrorKind::Input);
    QVERIFY2(checked.error().message.contains(part), qPrintable(checked.error().message));
}

QTEST_GUILESS_MAIN(FileNameTest)
#include "tst_filename.moc"
