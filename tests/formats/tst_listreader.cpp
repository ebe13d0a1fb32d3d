// What each format makes of good and bad text.
#include "formats/listreader.h"

#include "liststory.h"
#include "stubborndevice.h"

#include <QTest>

using namespace sluice;
using namespace sluice::test;
using namespace Qt::StringLiterals;

class ListReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void readsTheSameByteByByte_data() { reads_data(); }
    void readsTheSameByteByByte();
    void namesExtraColumns_data();
    void namesExtraColumns();

private:
    void txt();
    void csv();
    void csvHeaders();
    void csvBadRows();
    void jsonl();
    void xml();
};

static void row(const char *name, const QString &format, const QByteArray &text, const QStringList &expected,
                const QString &urlColumn = {})
{
    QTest::newRow(name) << format << urlColumn << text << expected;
}

void ListReaderTest::reads_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("urlColumn");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    txt();
    csv();
    csvHeaders();
    csvBadRows();
    jsonl();
    xml();
}

void ListReaderTest::txt()
{
    const auto f = u"txt"_s;
    row("txt empty", f, "", {});
    row("txt only a byte order mark", f, "\xEF\xBB\xBF", {});
    row("txt LF", f, "http://a\nhttp://b\n", {u"1: http://a"_s, u"2: http://b"_s});
    row("txt CRLF, no line end at the end", f, "http://a\r\nhttp://b", {u"1: http://a"_s, u"2: http://b"_s});
    row("txt byte order mark", f, "\xEF\xBB\xBFhttp://a\n", {u"1: http://a"_s});
    row("txt comments, blanks and spaces", f, "# list\n\n  \t\n  http://a \n # no\nhttp://b#top\n",
        {u"4: http://a"_s, u"6: http://b#top"_s});
    row("txt UTF-8", f, "http://caf\xC3\xA9/\xE2\x82\xAC\n", {u"1: http://café/€"_s});
    row("txt Latin-1", f, "http://caf\xE9/\nhttp://b\n",
        {u"1! [input] the line is not valid UTF-8: save the list in that encoding"_s, u"2: http://b"_s});
    row("txt NUL", f, QByteArray("http://a\0b\n", 11), {u"1: http://a"_s + QChar(u'\0') + u"b"_s});
    row("txt a comma is part of it", f, "http://a,b\n", {u"1: http://a,b"_s});
    row("txt too long", f, "http://a\n" + QByteArray(1024 * 1024 + 1, 'x') + "\nhttp://b\n",
        {u"1: http://a"_s, u"2! [input] the line is longer than 1 MiB"_s, u"3: http://b"_s});
    row("txt too long at the end", f, QByteArray(3'000'000, 'x'), {u"1! [input] the line is longer than 1 MiB"_s});
    row("txt as long as may be", f, QByteArray(1024 * 1024, 'x') + "\r\nhttp://b",
        {u"1: "_s + QString(1024 * 1024, u'x'), u"2: http://b"_s});
}

void ListReaderTest::csv()
{
    const auto f = u"csv"_s;
    row("csv empty", f, "", {});
    row("csv header only", f, "url,title\r\n", {});
    row("csv", f, "url,title\r\nhttp://a,A\r\nhttp://b,B\r\n",
        {u"2: http://a {\"title\":\"A\"}"_s, u"3: http://b {\"title\":\"B\"}"_s});
    row("csv quotes", f, "title,url\n\"a \"\"b\"\", c\",\"http://a\"\n\"\",\"http://b\"\n",
        {uR"(2: http://a {"title":"a \"b\", c"})"_s, uR"(3: http://b {"title":""})"_s});
    row("csv line ends in cells", f, "url,t\nhttp://a,\"1\r\n2\n\n3\"\nhttp://b,x\n",
        {uR"(2: http://a {"t":"1\r\n2\n\n3"})"_s, uR"(6: http://b {"t":"x"})"_s});
    row("csv quote inside a plain cell", f, "url,t\nhttp://a,5\" disk\nhttp://b,x\n",
        {uR"(2: http://a {"t":"5\" disk"})"_s, uR"(3: http://b {"t":"x"})"_s});
    row("csv byte order mark before a quote", f, "\xEF\xBB\xBF\"url\",t\nhttp://a,1\n",
        {uR"(2: http://a {"t":"1"})"_s});
    row("csv semicolon", f, "url;t\nhttp://a;\"1;2\"\n", {uR"(2: http://a {"t":"1;2"})"_s});
    row("csv tab", f, "url\tt\nhttp://a\t1\n", {uR"(2: http://a {"t":"1"})"_s});
    row("csv semicolon with commas in the cells", f, "url;t\nhttp://a;1,5\nhttp://b;2,5\n",
        {uR"(2: http://a {"t":"1,5"})"_s, uR"(3: http://b {"t":"2,5"})"_s});
    row("csv commas only in the only column's addresses", f, "url\nhttp://a;b;c\n", {u"2: http://a;b;c"_s});
    row("csv blank lines", f, "\n\nurl,t\n\nhttp://a,1\r\n\r\n", {uR"(5: http://a {"t":"1"})"_s});
    row("csv short and long rows", f, "url,t,u\nhttp://a\nhttp://b,1,2,\nhttp://c,1,2,3\nhttp://d,1,2\n",
        {uR"(2: http://a {"t":"","u":""})"_s, uR"(3: http://b {"t":"1","u":"2"})"_s,
         u"4! [input] the row has 4 cells, but there are only 3 columns"_s, uR"(5: http://d {"t":"1","u":"2"})"_s});
    row("csv empty address", f, "url,t\n,1\n", {uR"(2:  {"t":"1"})"_s});
    row("csv spaces are kept in cells", f, "url, t \nhttp://a, 1 \n", {uR"(2: http://a {"t":" 1 "})"_s});
    row("tsv", u"tsv"_s, "url\tt\nhttp://a\t1,2;3\n", {uR"(2: http://a {"t":"1,2;3"})"_s});
}

void ListReaderTest::csvHeaders()
{
    const auto f = u"csv"_s;
    row("csv no header", f, "http://a,1\nhttp://b,2\n",
        {uR"(1: http://a {"column_2":"1"})"_s, uR"(2: http://b {"column_2":"2"})"_s});
    row("csv no header, address second", f, "1,http://a\n", {uR"(1: http://a {"column_1":"1"})"_s});
    row("csv no header, one column", f, "http://a\nhttp://b\n", {u"1: http://a"_s, u"2: http://b"_s});
    row("csv usual name in any case", f, "id,Link\n1,http://a\n", {uR"(2: http://a {"id":"1"})"_s});
    row("csv url before address", f, "address,URL\nMain St 1,http://a\n",
        {uR"(2: http://a {"address":"Main St 1"})"_s});
    row("csv no usual name", f, "id,site\n1,http://a\n", {uR"(2: http://a {"id":"1"})"_s});
    row("csv only column", f, "site\nnot an address\n", {u"2: not an address"_s});
    row("csv named column", f, "url,site\nhttp://a,http://b\n", {uR"(2: http://b {"url":"http://a"})"_s}, u"site"_s);
    row("csv named column in another case", f, "url,Site\nhttp://a,http://b\n",
        {uR"(2: http://b {"url":"http://a"})"_s}, u"sITE"_s);
    row("csv named column without header", f, "http://a,http://b\n", {uR"(1: http://b {"column_1":"http://a"})"_s},
        u"column_2"_s);
    row("csv unknown column", f, "url,t\nhttp://a,1\n",
        {u"! The list has no column “adress”. Its columns are: url, t."_s}, u"adress"_s);
    row("csv no address anywhere", f, "a,b\n1,2\n",
        {u"! No column of the list is called url, and none begins with an address: name the one to use. Its columns are: a, b."_s});
    row("csv same name twice", f, "url,t,t,\nhttp://a,1,2,3\n",
        {uR"(2: http://a {"column_4":"3","t":"1","t_2":"2"})"_s});
    row("csv numbered name taken", f, "url,t,t_2,t\nhttp://a,1,2,3\n",
        {uR"(2: http://a {"t":"1","t_2":"2","t_3":"3"})"_s});
}

void ListReaderTest::csvBadRows()
{
    const auto f = u"csv"_s;
    const auto openQuote = u"! [input] a quote is opened and not closed within 1 MiB"_s;
    row("csv quote not closed", f, "url,t\nhttp://a,\"1\nhttp://b,2\nhttp://c,3\n",
        {u"2"_s + openQuote, uR"(3: http://b {"t":"2"})"_s, uR"(4: http://c {"t":"3"})"_s});
    row(
        "csv quote not closed for long", f,
        "url,t\nhttp://a,\"1\nhttp://b,2\n" + QByteArray("http://c,3\n").repeated(100'000).first(1'100'000),
        QStringList{u"2"_s + openQuote, uR"(3: http://b {"t":"2"})"_s} + [] {
            QStringList rows;
            for (int line = 4; line < 100'004; ++line)
                rows += uR"(%1: http://c {"t":"3"})"_s.arg(line);
            return rows;
        }());
    row("csv text behind a quote", f, "url,t\nhttp://a,\"1\"2,3\nhttp://b,2\n",
        {u"2! [input] there is text behind a closing quote"_s, uR"(3: http://b {"t":"2"})"_s});
    row("csv Latin-1", f, "url,t\nhttp://a,\xE9\nhttp://b,2\n",
        {u"2! [input] the line is not valid UTF-8: save the list in that encoding"_s, uR"(3: http://b {"t":"2"})"_s});
    row("csv bad header", f, "url,\"t\"x\nhttp://a,1\n",
        {u"! The first row of the list cannot be read: there is text behind a closing quote"_s});
    row("csv bad first row", f, "id,url\n1,\"http://a\"x\n2,http://b\n",
        {u"2! [input] there is text behind a closing quote"_s, uR"(3: http://b {"id":"2"})"_s});
    row("csv long line", f, "url,t\nhttp://a," + QByteArray(2'000'000, 'x') + "\nhttp://b,2\n",
        {u"2! [input] the line is longer than 1 MiB"_s, uR"(3: http://b {"t":"2"})"_s});
}

void ListReaderTest::jsonl()
{
    const auto f = u"jsonl"_s;
    row("jsonl empty", f, "\n\n", {});
    row("jsonl types are kept", f, R"({"url":"http://a","n":-1.5,"big":9007199254740993,"t":true,"o":{"x":[1,null]}})",
        {uR"(1: http://a {"big":9007199254740993,"n":-1.5,"o":{"x":[1,null]},"t":true})"_s});
    row("jsonl strings", f, "\"http://a\"\n\n  \"http://\\u0062\" \r\n", {u"1: http://a"_s, u"3: http://b"_s});
    row("jsonl usual name in any case", f, R"({"id":1,"HREF":"http://a"})", {uR"(1: http://a {"id":1})"_s});
    row("jsonl unusual name", f, R"({"id":1,"site":"http://a"})", {uR"(1: http://a {"id":1})"_s});
    row("jsonl named key", f, R"({"url":"http://a","site":"http://b"})", {uR"(1: http://b {"url":"http://a"})"_s},
        u"Site"_s);
    row("jsonl named key is missing once", f, "{\"x\":\"http://a\"}\n{\"y\":1,\"z\":2}\n{\"x\":\"http://b\"}\n",
        {u"1: http://a"_s, u"2! [input] the object has no key “x”, only: y, z"_s, u"3: http://b"_s}, u"x"_s);
    row("jsonl no address", f, R"({"a":"b","c":1})",
        {u"1! [input] no key of the object is called url, and none holds an address"_s});
    row("jsonl address is a number", f, R"({"url":5})", {u"1! [input] “url” is not a text"_s});
    row("jsonl invalid, then valid", f, "{\"url\":\"http://a\"\n{\"url\":\"http://b\"}\n",
        {u"1! [input] not valid JSON: unterminated string"_s, u"2: http://b"_s});
    row("jsonl neither", f, "[1]\n5\nnull\n\"a\",\"b\"\n",
        {u"1! [input] neither a JSON object nor a string"_s, u"2! [input] not valid JSON: illegal value"_s,
         u"3! [input] not valid JSON: illegal value"_s, u"4! [input] neither a JSON object nor a string"_s});
    row("jsonl invalid UTF-8", f, "{\"url\":\"http://\xFF\"}\n{\"url\":\"http://b\"}\n",
        {u"1! [input] the line is not valid UTF-8: save the list in that encoding"_s, u"2: http://b"_s});
    row("jsonl nested too deeply", f, "{\"url\":" + QByteArray(5000, '[') + "\n\"http://b\"\n",
        {u"1! [input] not valid JSON: too deeply nested document"_s, u"2: http://b"_s});
    row("jsonl too long", f, "{\"url\":\"" + QByteArray(1'100'000, 'x') + "\"}\n\"http://b\"\n",
        {u"1! [input] the line is longer than 1 MiB"_s, u"2: http://b"_s});
}

void ListReaderTest::xml()
{
    const auto f = u"xml"_s;
    const QByteArray start =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    row("xml sitemap", f,
        start + "<url>\n<loc> http://a/?x=1&amp;y=2 "
                "</loc><lastmod>2024-01-01</lastmod></url>\n<url><loc>http://b</loc></url></urlset>\n",
        {uR"(3: http://a/?x=1&y=2 {"lastmod":"2024-01-01"})"_s, u"5: http://b"_s});
    row("xml CDATA and comments", f,
        start + "<!-- <url> --><url><loc><![CDATA[http://a]]><!-- x -->/b</loc></url></urlset>", {u"3: http://a/b"_s});
    row("xml other vocabularies", f,
        start + "<url><image:image "
                "xmlns:image=\"i\"><image:loc>http://no</image:loc></image:image><loc>http://a</loc></url></urlset>",
        {u"3: http://a"_s});
    row("xml no loc", f, start + "<url><lastmod>1</lastmod></url>\n<url><loc>http://b</loc></url></urlset>",
        {u"3! [input] the <url> has no <loc>"_s, u"4: http://b"_s});
    row("xml index", f,
        "<sitemapindex><sitemap><loc>http://a/1.xml</loc></sitemap>\n<sitemap><loc>http://a/2.xml</loc></sitemap></"
        "sitemapindex>",
        {u"1! [input] http://a/1.xml is a sitemap of its own: nested sitemaps are not read yet"_s,
         u"2! [input] http://a/2.xml is a sitemap of its own: nested sitemaps are not read yet"_s});
    row("xml doctype", f, "<!DOCTYPE urlset [<!ENTITY a \"aaaa\">]>\n<urlset><url><loc>&a;</loc></url></urlset>",
        {u"1! [input] the document has a DOCTYPE, which is refused; the rest of the list is not read"_s});
    row("xml something else", f, "<rss><channel/></rss>",
        {u"1! [input] not a sitemap: the document is a <rss>; the rest of the list is not read"_s});
    row("xml cut", f, start + "<url><loc>http://a</loc></url>\n<url><loc>http://",
        {u"3: http://a"_s, u"4! [input] the document ends too early; the rest of the list is not read"_s});
    row("xml empty", f, "", {u"1! [input] the document ends too early; the rest of the list is not read"_s});
    row("xml tags crossed", f, start + "<url><loc>http://a</loc></url><url></loc></urlset>",
        {u"3: http://a"_s,
         u"3! [input] not valid XML: Opening and ending tag mismatch.; the rest of the list is not read"_s});
    row("xml deep", f, QByteArray("<urlset>") + QByteArray("<a>").repeated(200),
        {u"1! [input] the elements are nested too deeply; the rest of the list is not read"_s});
    row("xml endless text", f, start + "<url><loc>" + QByteArray(3'000'000, 'x'),
        {u"3! [input] a part of the document is longer than 1 MiB; the rest of the list is not read"_s});
    row("xml endless tag", f, start + "<url a=\"" + QByteArray(3'000'000, 'x'),
        {u"3! [input] a part of the document is longer than 1 MiB; the rest of the list is not read"_s});
}

void ListReaderTest::reads()
{
    QFETCH(QString, format);
    QFETCH(QString, urlColumn);
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    QCOMPARE(storyOf(bufferOf(text), {urlColumn, format}), expected);
}

void ListReaderTest::readsTheSameByteByByte()
{
    QFETCH(QString, format);
    QFETCH(QString, urlColumn);
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    const auto piece = text.size() > 10'000 ? 997 : 1;
    QCOMPARE(storyOf(std::make_unique<StubbornDevice>(text, piece, false), {urlColumn, format}), expected);
}

void ListReaderTest::namesExtraColumns_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("atStart");
    QTest::addColumn<QStringList>("atEnd");
    QTest::newRow("txt") << u"txt"_s << "http://a\n"_ba << QStringList() << QStringList();
    QTest::newRow("csv") << u"csv"_s << "z,url,a\n"_ba << QStringList{u"z"_s, u"a"_s} << QStringList{u"z"_s, u"a"_s};
    QTest::newRow("csv empty") << u"csv"_s << ""_ba << QStringList() << QStringList();
    QTest::newRow("jsonl") << u"jsonl"_s << "{\"url\":\"http://a\",\"b\":1}\n{\"url\":\"http://a\",\"a\":1,\"b\":2}"_ba
                           << QStringList() << QStringList{u"b"_s, u"a"_s};
    QTest::newRow("xml") << u"xml"_s << "<urlset><url><loc>a</loc><priority>1</priority></url></urlset>"_ba
                         << QStringList() << QStringList{u"priority"_s};
}

void ListReaderTest::namesExtraColumns()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, text);
    const auto reader = openList(bufferOf(text), {{}, format});
    QVERIFY(reader);
    QTEST(reader.value()->extraColumns(), "atStart");
    story(*reader.value());
    QTEST(reader.value()->extraColumns(), "atEnd");
    QCOMPARE(reader.value()->bytesRead(), text.size());
}

QTEST_GUILESS_MAIN(ListReaderTest)
#include "tst_listreader.moc"
