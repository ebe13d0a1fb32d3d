#include "processing/recipe.h"
#include "processing/steps/srcset.h"
#include "toolrun.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::test;

class LinksStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolves_data();
    void resolves();
    void findsWhatXmllintFinds();
    void kinds_data();
    void kinds();
    void takesSrcsetsApart_data();
    void takesSrcsetsApart();
    void titles_data();
    void titles();
    void countsBeforeCutting();
    void staysOnTheHost();
    void becomesAList();
    void refusesBodies_data();
    void refusesBodies();
    void readsAnyCharacterSet();
    void hugeBasesAreBounded();
};

static Result<StepOutput> run(const QByteArray &page, const QVariantMap &parameters = {},
                              const QString &contentType = u"text/html; charset=utf-8"_qs,
                              const QString &address = u"https://a.example/dir/page?q=1"_qs)
{
    Recipe recipe;
    recipe.steps.push_back({u"links"_qs, parameters});
    const auto steps = instantiate(recipe);
    if (!steps)
        qFatal("%s", qPrintable(steps.error().message));
    StepInput input;
    input.body = {page, {}, contentType};
    input.url = QUrl(address);
    return steps.value().front().step->run(input, {}, {});
}

static QStringList linksOf(const Result<StepOutput> &output)
{
    if (!output)
        return {output.failed() ? u"failed: "_qs + output.error().message : u"cancelled"_qs};
    QStringList links;
    for (const auto &link : output.value().columns.value(u"links"_qs).toArray())
        links.append(link.toString());
    return links;
}

void LinksStepTest::resolves_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QStringList>("links");

    const auto row = [](const char *name, const QByteArray &page, const QStringList &links) {
        QTest::newRow(name) << page << links;
    };
    row("absolute", "<a href=http://b.example/x>", {u"http://b.example/x"_qs});
    row("relative", "<a href=x><a href=./y><a href=../z><a href=/w>",
        {u"https://a.example/dir/x"_qs, u"https://a.example/dir/y"_qs, u"https://a.example/z"_qs,
         u"https://a.example/w"_qs});
    row("other host, same scheme", "<a href=//b.example/x>", {u"https://b.example/x"_qs});
    row("query only", "<a href='?p=2&amp;q=3'>", {u"https://a.example/dir/page?p=2&q=3"_qs});
    row("host only", "<a href=http://b.example>", {u"http://b.example/"_qs});
    row("fragments are dropped", "<a href=x#1><a href=x#2><a href=x>", {u"https://a.example/dir/x"_qs});
    row("within the page", "<a href=#top><a href=''><a><a name=x>", {});
    row("other schemes",
        "<a href=mailto:x@y><a href=javascript:x()><a href=ftp://b/><a href=file:///etc/passwd>"
        "<a href=data:text/html,x><a href=tel:1>",
        {});
    row("white space", "<a href=' x\n y\t'><a href=\"\n/z\n\">",
        {u"https://a.example/dir/x%20y"_qs, u"https://a.example/z"_qs});
    row("beyond ASCII",
        "<a href='http://b\xC3\xBC"
        "cher.example/stra\xC3\x9F"
        "e?\xC3\xA9'>",
        {u"http://xn--bcher-kva.example/stra%C3%9Fe?%C3%A9"_qs});
    row("not an address", "<a href='http://[::1'><a href='http://a b/'><a href=http:///x><a href=y>",
        {u"https://a.example/dir/y"_qs});
    row("upper case", "<A HREF=x><AREA HREF=HTTP://B.example/Y>",
        {u"https://a.example/dir/x"_qs, u"http://b.example/Y"_qs});
    row("base", "<base href=http://b.example/sub/ ><a href=x>", {u"http://b.example/sub/x"_qs});
    row("relative base", "<base href=/sub/ ><a href=x>", {u"https://a.example/sub/x"_qs});
    row("first base counts, wherever it is", "<a href=x><base target=_top><base href=/1/ ><base href=/2/ >",
        {u"https://a.example/1/x"_qs});
    row("base of another scheme", "<base href=file:///etc/ ><a href=passwd><a href=http://b.example/>",
        {u"http://b.example/"_qs});
}

void LinksStepTest::resolves()
{
    QFETCH(QByteArray, page);
    QFETCH(QStringList, links);
    QCOMPARE(linksOf(run(page)), links);
}

void LinksStepTest::findsWhatXmllintFinds()
{
    QByteArray page = "<!DOCTYPE html><title>t</title><body>";
    for (int i = 0; i < 200; ++i)
        page += QByteArray("<div><p>text<a class=c href='http://h.example/%1?a=1&amp;b=%1'>%1</a>")
                    .replace("%1", QByteArray::number(i));
    QTemporaryDir folder;
    QFile file(folder.filePath(u"page"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(page) > 0 && file.flush());
    QStringList expected;
    for (const auto &line :
         outputOf(u"xmllint"_qs, {u"--html"_qs, u"--xpath"_qs, u"//a/@href"_qs, file.fileName()}).split('\n')) {
        const auto text = QString::fromUtf8(line).trimmed();
        if (!text.isEmpty())
            expected.append(text.section(u'"', 1, 1).replace(u"&amp;"_qs, u"&"_qs));
    }
    QCOMPARE(expected.size(), 200);
    QCOMPARE(linksOf(run(page)), expected);
}

void LinksStepTest::kinds_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("pages") << u"pages"_qs << QStringList{u"a"_qs};
    QTest::newRow("images") << u"images"_qs << QStringList{u"p1"_qs, u"p2"_qs, u"i"_qs, u"i1"_qs, u"i2"_qs};
    QTest::newRow("all") << u"all"_qs << QStringList{u"a"_qs, u"p1"_qs, u"p2"_qs, u"i"_qs, u"i1"_qs, u"i2"_qs};
}

void LinksStepTest::kinds()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, names);
    const QByteArray page = "<link href=style><script src=s></script><a href=a></a>"
                            "<picture><source srcset='p1 1x, p2 2x'><img src=i srcset='i1 100w,i2 200w'></picture>";
    QStringList links;
    for (const auto &name : names)
        links.append(u"https://a.example/dir/"_qs + name);
    QCOMPARE(linksOf(run(page, {{u"kind"_qs, kind}})), links);
}

void LinksStepTest::takesSrcsetsApart_data()
{
    QTest::addColumn<QByteArray>("srcset");
    QTest::addColumn<QByteArrayList>("addresses");
    QTest::newRow("empty") << QByteArray(" ,, ") << QByteArrayList();
    QTest::newRow("one") << QByteArray("a") << QByteArrayList{"a"};
    QTest::newRow("density") << QByteArray("a 1x, b 2x") << QByteArrayList{"a", "b"};
    QTest::newRow("no space") << QByteArray("a 1x,b 2x") << QByteArrayList{"a", "b"};
    QTest::newRow("commas in addresses") << QByteArray("a,1.jpg 1x, b,2.jpg") << QByteArrayList{"a,1.jpg", "b,2.jpg"};
    QTest::newRow("no descriptors") << QByteArray("a, b,\n c") << QByteArrayList{"a", "b", "c"};
    QTest::newRow("data") << QByteArray("data:image/png;base64,AAA= 1x, b 2x")
                          << QByteArrayList{"data:image/png;base64,AAA=", "b"};
    QTest::newRow("parentheses") << QByteArray("a f(1,2) 3x, b") << QByteArrayList{"a", "b"};
}

void LinksStepTest::takesSrcsetsApart()
{
    QFETCH(QByteArray, srcset);
    QFETCH(QByteArrayList, addresses);
    QCOMPARE(srcsetAddresses(srcset), addresses);
}

void LinksStepTest::titles_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QJsonValue>("title");
    QTest::newRow("collapsed") << QByteArray("<title>\n A &amp;  B\xC2\xA0 </title>") << QJsonValue(u"A & B"_qs);
    QTest::newRow("none") << QByteArray("<p>x") << QJsonValue();
    QTest::newRow("empty") << QByteArray("<title></title>") << QJsonValue(QString());
    QTest::newRow("of a drawing") << QByteArray("<body><svg><g><title>no</title></g></svg><title>yes</title>")
                                  << QJsonValue(u"yes"_qs);
    QTest::newRow("long") << "<title>" + QByteArray(5000, 'x') + "</title>" << QJsonValue(u"x"_qs.repeated(1000));
}

void LinksStepTest::titles()
{
    QFETCH(QByteArray, page);
    QFETCH(QJsonValue, title);
    const auto output = run(page);
    QVERIFY(output);
    QCOMPARE(output.value().columns.value(u"title"_qs), title);
}

void LinksStepTest::countsBeforeCutting()
{
    const auto output = run("<a href=1><a href=2><a href=1><a href=3>", {{u"most"_qs, 2}});
    QCOMPARE(linksOf(output), QStringList({u"https://a.example/dir/1"_qs, u"https://a.example/dir/2"_qs}));
    QCOMPARE(output.value().columns.value(u"link_count"_qs), QJsonValue(3));
    QVERIFY(output.value().body.data.startsWith("<a href=1>")); // the body stays
}

void LinksStepTest::staysOnTheHost()
{
    const QByteArray page =
        "<base href=http://b.example/ ><a href=x><a href=https://A.example/y><a href=//c.a.example/z>";
    QCOMPARE(linksOf(run(page, {{u"same_host"_qs, true}})), QStringList(u"https://a.example/y"_qs));
    // of a local file nothing is
    QCOMPARE(linksOf(run("<a href=x><a href=http://b.example/>", {{u"same_host"_qs, true}}, u"text/html"_qs,
                         u"file:///tmp/page.html"_qs)),
             QStringList());
    QCOMPARE(linksOf(run("<a href=x><a href=http://b.example/>", {}, u"text/html"_qs, u"file:///tmp/page.html"_qs)),
             QStringList(u"http://b.example/"_qs));
}

void LinksStepTest::becomesAList()
{
    Recipe recipe;
    recipe.steps.push_back({u"links"_qs, {{u"to"_qs, u"body"_qs}}});
    QVERIFY(instantiate(recipe).value().front().step->changesBody());
    const auto output = run("<a href=1><a href=2>", {{u"to"_qs, u"body"_qs}});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, QByteArray("https://a.example/dir/1\nhttps://a.example/dir/2\n"));
    QCOMPARE(output.value().body.contentType, u"text/plain; charset=utf-8"_qs);
    QCOMPARE(output.value().columns.value(u"link_count"_qs), QJsonValue(2));
}

void LinksStepTest::refusesBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("empty") << QByteArray() << u"text/html"_qs << u"the body is empty"_qs;
    QTest::newRow("JSON") << QByteArray("{}") << u"application/json"_qs << u"the body is not a page"_qs;
    QTest::newRow("XML") << QByteArray("<a/>") << u"text/xml"_qs
                         << u"the body is XML, not a page; the step xpath reads it"_qs;
    QTest::newRow("binary") << QByteArray("\0\1", 2) << u"text/html"_qs << u"the body is binary data, not text"_qs;
}

void LinksStepTest::refusesBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, contentType);
    QFETCH(QString, sentence);
    QCOMPARE(linksOf(run(body, {}, contentType)), QStringList(u"failed: "_qs + sentence));
}

void LinksStepTest::readsAnyCharacterSet()
{
    const auto page = outputOf(u"iconv"_qs, {u"-f"_qs, u"UTF-8"_qs, u"-t"_qs, u"SHIFT_JIS"_qs},
                               u"<meta charset=shift_jis><title>表示</title><a href=表>"_qs.toUtf8());
    const auto output = run(page, {}, u"text/html"_qs);
    QCOMPARE(output.value().columns.value(u"title"_qs), QJsonValue(u"表示"_qs));
    QCOMPARE(linksOf(output), QStringList(u"https://a.example/dir/%E8%A1%A8"_qs));
}

void LinksStepTest::hugeBasesAreBounded()
{
    // each link would grow by the base's 8 kB
    QByteArray page = "<base href='/" + QByteArray(8000, 'b') + "/'>";
    for (int i = 0; i < 20'000; ++i)
        page += "<a href=" + QByteArray::number(i) + "></a>";
    QCOMPARE(linksOf(run(page)), QStringList(u"failed: the links of the page come to more than 64 MiB"_qs));
    // and a longer one is none
    QCOMPARE(linksOf(run("<base href='/" + QByteArray(9000, 'b') + "/'><a href=x>")),
             QStringList(u"https://a.example/dir/x"_qs));
}

QTEST_GUILESS_MAIN(LinksStepTest)
#include "tst_linksstep.moc"
