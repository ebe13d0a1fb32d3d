#include "processing/recipe.h"
#include "toolrun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace sluice;
using namespace sluice::test;

class XPathStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithXmllint_data();
    void agreesWithXmllint();
    void yields_data();
    void yields();
    void choosesTheParser_data();
    void choosesTheParser();
    void refusesQueries_data();
    void refusesQueries();
    void flawsWithinConditionsShowOnTheFirstMatch();
    void refusesAColumnWithoutName();
    void refusesBodies_data();
    void refusesBodies();
    void readsAnyCharacterSet();
    void handsOnTheBody();
    void stopsWhenCancelled();
    void worksOnSeveralThreads();
};

static std::shared_ptr<const Step> stepOf(const QVariantMap &parameters)
{
    Recipe recipe;
    recipe.steps.push_back({u"xpath"_qs, parameters});
    auto steps = instantiate(recipe);
    if (!steps)
        qFatal("%s", qPrintable(steps.error().message));
    return steps.value().front().step;
}

static std::shared_ptr<const Step> queryStep(const QString &query)
{
    return stepOf({{u"query"_qs, query}});
}

static QString failureOf(const Result<StepOutput> &output)
{
    return output.failed() ? output.error().message : u"no failure"_qs;
}

static QJsonValue valueOf(const Result<StepOutput> &output)
{
    return output ? output.value().columns.value(u"xpath"_qs) : QJsonValue(u"failed: "_qs + failureOf(output));
}

static Body html(const QByteArray &data)
{
    return {data, {}, u"text/html; charset=utf-8"_qs};
}

static Body xml(const QByteArray &data)
{
    return {data, {}, u"text/xml"_qs};
}

static const QByteArray page =
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Prices &amp; more</title></head><body>"
    "<h1 id=top>The  <b>best</b>\n list</h1>"
    "<p class=x>one<p class=y>two<br>lines<p>caf\xC3\xA9"
    "<ul><li><a href='/a?x=1&amp;y=2'>first</a><li><a href=b>second</a></ul>"
    "<table><tr><td>1<td>2.5<tr><td>3<td>4</table></body></html>";

static const QByteArray feed = "<?xml version='1.0'?><rss xmlns:dc='urn:dc'><channel>"
                               "<item><title>A</title><dc:creator>Ann</dc:creator></item>"
                               "<item><title>B &lt;3</title><dc:creator>Bob</dc:creator></item></channel></rss>";

void XPathStepTest::agreesWithXmllint_data()
{
    QTest::addColumn<bool>("isHtml");
    QTest::addColumn<QString>("query");
    for (const auto &query :
         {u"string(//title)"_qs, u"string(//h1)"_qs, u"count(//p)"_qs, u"sum(//td)"_qs, u"count(//li) > 1"_qs,
          u"boolean(//video)"_qs, u"string(//a/@href)"_qs, u"string(//p[3])"_qs, u"string((//li)[last()])"_qs,
          u"normalize-space(//h1)"_qs, u"1 div 4"_qs, u"concat(//td[1], '-', //td[2])"_qs,
          u"string(//li[contains(., 'sec')]/a/@href)"_qs, u"name(//*[@id='top'])"_qs,
          u"string(//p[2]/br/following::text())"_qs, u"translate('bar', 'abc', 'ABC')"_qs, u"count(//text())"_qs,
          u"name(/*)"_qs})
        QTest::addRow("html %s", qPrintable(query)) << true << query;
    for (const auto &query :
         {u"string(//item[2]/title)"_qs, u"count(//item)"_qs, u"name(//*[local-name()='creator'])"_qs,
          u"string(//item[last()]/*[2])"_qs, u"not(//item[3])"_qs})
        QTest::addRow("xml %s", qPrintable(query)) << false << query;
}

void XPathStepTest::agreesWithXmllint()
{
    QFETCH(bool, isHtml);
    QFETCH(QString, query);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"body"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(isHtml ? page : feed) > 0 && file.flush());
    auto arguments = QStringList{u"--xpath"_qs, query, file.fileName()};
    if (isHtml)
        arguments = QStringList{u"--html"_qs, u"--encode"_qs, u"UTF-8"_qs} + arguments;
    // a text that is an answer in full; xmllint ends it with a line break
    auto expected = QString::fromUtf8(outputOf(u"xmllint"_qs, arguments));
    QVERIFY(expected.endsWith(u'\n'));
    expected.chop(1);

    const auto step = stepOf({{u"query"_qs, query}, {u"as"_qs, u"verbatim"_qs}});
    const auto answer = valueOf(step->run({isHtml ? html(page) : xml(feed)}, {}, {}));
    QCOMPARE(answer.toVariant().toString(), expected);
}

void XPathStepTest::yields_data()
{
    QTest::addColumn<QVariantMap>("parameters");
    QTest::addColumn<QByteArray>("expected"); ///< an array that holds the value

    const auto row = [](const char *name, const QString &query, const QVariantMap &more, const QByteArray &expected) {
        QVariantMap parameters = more;
        parameters.insert(u"query"_qs, query);
        QTest::newRow(name) << parameters << expected;
    };
    const QVariantMap all{{u"all"_qs, true}};
    const QVariantMap markup{{u"as"_qs, u"markup"_qs}};
    const QVariantMap verbatim{{u"as"_qs, u"verbatim"_qs}};
    row("first match", u"//li"_qs, {}, R"(["first"])");
    row("all matches", u"//li"_qs, all, R"([["first","second"]])");
    row("in the order of the document", u"//li | //h1 | //title"_qs, all,
        R"([["Prices & more","The best list","first","second"]])");
    row("attribute", u"//a/@href"_qs, all, R"([["/a?x=1&y=2","b"]])");
    row("collapsed", u"//h1"_qs, {}, R"(["The best list"])");
    row("verbatim", u"//h1"_qs, verbatim, "[\"The  best\\n list\"]");
    row("markup", u"//h1"_qs, markup, "[\"<h1 id=\\\"top\\\">The  <b>best</b>\\n list</h1>\"]");
    row("markup without end tags and in UTF-8", u"//p[position() > 1]"_qs,
        {{u"all"_qs, true}, {u"as"_qs, u"markup"_qs}},
        "[[\"<p class=\\\"y\\\">two<br>lines</p>\",\"<p>caf\xC3\xA9</p>\"]]");
    row("markup of an attribute is its text", u"//a/@href"_qs, markup, R"(["/a?x=1&y=2"])");
    row("no match", u"//video"_qs, {}, "[null]");
    row("no match of many", u"//video"_qs, all, "[[]]");
    row("number", u"count(//td)"_qs, {}, "[4]");
    row("fraction", u"sum(//td)"_qs, {}, "[10.5]");
    row("no number", u"number(//h1)"_qs, {}, "[null]");
    row("boolean", u"//td = 4"_qs, {}, "[true]");
    row("string", u"concat(' a ', //li)"_qs, {}, R"(["a first"])");
    row("one of one", u"count(//td)"_qs, all, "[[4]]");
    row("the document itself", u"/"_qs, {{u"as"_qs, u"text"_qs}},
        "[\"Prices & moreThe best listonetwolinescaf\xC3\xA9"
        "firstsecond12.534\"]");
}

void XPathStepTest::yields()
{
    QFETCH(QVariantMap, parameters);
    QFETCH(QByteArray, expected);
    const auto value = valueOf(stepOf(parameters)->run({html(page)}, {}, {}));
    QCOMPARE(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact), expected);
}

void XPathStepTest::choosesTheParser_data()
{
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("parser");
    QTest::addColumn<QString>("name"); ///< XML keeps the case of a name, HTML has a root of its own

    const QByteArray tag = "<Aa/>";
    QTest::newRow("html") << u"text/html"_qs << tag << u"auto"_qs << u"html"_qs;
    QTest::newRow("xml") << u"text/xml"_qs << tag << u"auto"_qs << u"Aa"_qs;
    QTest::newRow("application/xml") << u"Application/XML ; charset=utf-8"_qs << tag << u"auto"_qs << u"Aa"_qs;
    QTest::newRow("+xml") << u"application/rss+xml"_qs << tag << u"auto"_qs << u"Aa"_qs;
    QTest::newRow("xhtml") << u"application/xhtml+xml"_qs << tag << u"auto"_qs << u"html"_qs;
    QTest::newRow("no type") << QString() << tag << u"auto"_qs << u"Aa"_qs;
    const auto untyped = [](const char *name, const QByteArray &body, const QString &root) {
        QTest::newRow(name) << QString() << body << u"auto"_qs << root;
    };
    untyped("no type, feed", "<rss><channel><link>http://x/</link><title>t</title></channel></rss>", u"rss"_qs);
    untyped("no type, comment, then XML", "<!-- <html> -->\n<x:a xmlns:x='u'/>", u"x:a"_qs);
    untyped("no type, document type of XML", "<!DOCTYPE a2 [<!ELEMENT a2 EMPTY>]><a2/>", u"a2"_qs);
    untyped("no type, document type of HTML", "\n<!-- c --><!DocType HTML><my-page>x</my-page>", u"html"_qs);
    untyped("no type, html", "<HTML lang=en><p>x", u"html"_qs);
    untyped("no type, part of a page", "<div\nclass=a><br>x</div>", u"html"_qs);
    untyped("no type, declared part of a page", "<?xml version='1.0'?><div/>", u"div"_qs);
    untyped("no type, declared, long comment", "<?xml version='1.0'?><!--" + QByteArray(5000, 'c') + "--><a2/>",
            u"a2"_qs);
    QTest::newRow("no type, declaration")
        << QString() << QByteArray("<?xml version='1.0'?><Aa/>") << u"auto"_qs << u"Aa"_qs;
    QTest::newRow("no type, declared page")
        << u"application/octet-stream"_qs << QByteArray("<?xml version='1.0'?><html/>") << u"auto"_qs << u"html"_qs;
    QTest::newRow("html wanted") << u"text/xml"_qs << tag << u"html"_qs << u"html"_qs;
    QTest::newRow("xml wanted") << u"text/html"_qs << tag << u"xml"_qs << u"Aa"_qs;
    QTest::newRow("plain text, html wanted") << u"text/plain"_qs << tag << u"html"_qs << u"html"_qs;
}

void XPathStepTest::choosesTheParser()
{
    QFETCH(QString, contentType);
    QFETCH(QByteArray, body);
    QFETCH(QString, parser);
    QFETCH(QString, name);
    const auto step = stepOf({{u"query"_qs, u"name(/*)"_qs}, {u"parser"_qs, parser}});
    QCOMPARE(valueOf(step->run({{body, {}, contentType}}, {}, {})), QJsonValue(name));
}

void XPathStepTest::refusesQueries_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("reason");

    QTest::newRow("open predicate") << u"//a["_qs << u"it is not written as XPath 1.0 wants it (at character 5)"_qs;
    QTest::newRow("open quote") << u"//a[@href='x]"_qs << u"a quote is not closed (at character 14)"_qs;
    QTest::newRow("open bracket") << u"count(//a"_qs << u"it is not written as XPath 1.0 wants it (at character 10)"_qs;
    QTest::newRow("style sheet selector")
        << u"div > a:hover()x"_qs << u"it is not written as XPath 1.0 wants it (at character 16)"_qs;
    QTest::newRow("beyond ASCII") << u"//é//ü["_qs << u"it is not written as XPath 1.0 wants it (at character 8)"_qs;
    QTest::newRow("function of XPath 2") << u"lower-case('A')"_qs << u"there is no such function"_qs;
    QTest::newRow("function that reads files")
        << u"document('file:///etc/passwd')"_qs << u"there is no such function"_qs;
    QTest::newRow("arguments") << u"count()"_qs << u"a function has too many or too few arguments"_qs;
    QTest::newRow("type") << u"count('a')"_qs << u"a value is of the wrong type"_qs;
    QTest::newRow("variable") << u"$x"_qs << u"variables have no value here"_qs;
    QTest::newRow("nested") << u"("_qs.repeated(100'000) << u"it is nested too deeply"_qs;
}

void XPathStepTest::refusesQueries()
{
    QFETCH(QString, query);
    QFETCH(QString, reason);
    Recipe recipe;
    recipe.steps.push_back({u"xpath"_qs, {{u"query"_qs, query}}});
    const auto steps = instantiate(recipe);
    QVERIFY(steps.failed());
    QCOMPARE(steps.error().kind, ErrorKind::Input);
    QVERIFY2(steps.error().message.startsWith(u"xpath: “%1” is not a valid query: %2"_qs.arg(query, reason)),
             qPrintable(steps.error().message.right(200)));
}

void XPathStepTest::flawsWithinConditionsShowOnTheFirstMatch()
{
    const auto step = queryStep(u"//td[lower-case(.) = 'x']"_qs);
    QCOMPARE(failureOf(step->run({html(page)}, {}, {})), u"the query cannot be answered: there is no such function"_qs);
}

void XPathStepTest::refusesAColumnWithoutName()
{
    Recipe recipe;
    recipe.steps.push_back({u"xpath"_qs, {{u"query"_qs, u"//a"_qs}, {u"column"_qs, u" "_qs}}});
    const auto steps = instantiate(recipe);
    QVERIFY(steps.failed());
    QCOMPARE(steps.error().message, u"xpath: the column needs a name."_qs);
}

void XPathStepTest::refusesBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("empty") << QByteArray() << u"text/html"_qs << u"the body is empty"_qs;
    QTest::newRow("white space") << QByteArray(" \n") << QString() << u"the body is empty"_qs;
    QTest::newRow("only a comment") << QByteArray("<!-- x -->") << u"text/html"_qs
                                    << u"the document has no elements"_qs;
    QTest::newRow("JSON")
        << QByteArray("{}") << u"application/json"_qs
        << u"the body is neither a page nor XML (application/json); parser=html reads it as a page all "
           "the same"_qs;
    QTest::newRow("text of no type") << QByteArray("hello") << QString() << u"the body is neither a page nor XML"_qs;
    QTest::newRow("binary") << QByteArray("\xFF\xD8\xFF\xE0\0\x10JFIF", 10) << u"text/html"_qs
                            << u"the body is binary data, not text"_qs;
    QTest::newRow("not well-formed")
        << QByteArray("<a>\n<b></a>") << u"text/xml"_qs
        << u"the document is not well-formed XML: line 2: Opening and ending tag mismatch: b "
           "line 2 and a"_qs;
    QTest::newRow("cut short")
        << QByteArray("<a><b>") << u"text/xml"_qs
        << u"the document is not well-formed XML: line 1: Premature end of data in tag b line 1"_qs;
    QTest::newRow("unknown prefix") << QByteArray("<a xmlns:q='urn:q'/>") << u"text/xml"_qs
                                    << u"the query uses a prefix that the document's root element does not declare"_qs;
}

void XPathStepTest::refusesBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, contentType);
    QFETCH(QString, sentence);
    const auto output = queryStep(u"//dc:creator"_qs)->run({{body, {}, contentType}}, {}, {});
    QCOMPARE(failureOf(output), sentence);
    QCOMPARE(output.error().kind, ErrorKind::Step);
}

void XPathStepTest::readsAnyCharacterSet()
{
    const auto body = outputOf(u"iconv"_qs, {u"-f"_qs, u"UTF-8"_qs, u"-t"_qs, u"GB18030"_qs},
                               u"<meta charset=gb2312><h1>漢字 €</h1>"_qs.toUtf8());
    QCOMPARE(valueOf(queryStep(u"//h1"_qs)->run({{body, {}, u"text/html"_qs}}, {}, {})), QJsonValue(u"漢字 €"_qs));

    const auto document = outputOf(u"iconv"_qs, {u"-f"_qs, u"UTF-8"_qs, u"-t"_qs, u"WINDOWS-1251"_qs},
                                   u"<?xml version='1.0' encoding='windows-1251'?><a>Привет</a>"_qs.toUtf8());
    QCOMPARE(valueOf(queryStep(u"/a"_qs)->run({xml(document)}, {}, {})), QJsonValue(u"Привет"_qs));

    const auto wide = outputOf(u"iconv"_qs, {u"-f"_qs, u"UTF-8"_qs, u"-t"_qs, u"UTF-16"_qs},
                               u"<?xml version='1.0' encoding='utf-16'?><a>Привет</a>"_qs.toUtf8());
    QCOMPARE(valueOf(queryStep(u"/a"_qs)->run({xml(wide)}, {}, {})), QJsonValue(u"Привет"_qs));

    // the query too
    QCOMPARE(valueOf(queryStep(u"//p[. = 'café']"_qs)->run({html(page)}, {}, {})), QJsonValue(u"café"_qs));
}

void XPathStepTest::handsOnTheBody()
{
    const auto step = stepOf({{u"query"_qs, u"//dc:creator"_qs}, {u"column"_qs, u"who"_qs}, {u"all"_qs, true}});
    QVERIFY(!step->changesBody());
    const auto output = step->run({xml(feed)}, {}, {});
    QVERIFY2(output, qPrintable(failureOf(output)));
    QCOMPARE(output.value().body.data, feed);
    QCOMPARE(output.value().body.contentType, u"text/xml"_qs);
    QCOMPARE(output.value().columns, (QJsonObject{{u"who"_qs, QJsonArray{u"Ann"_qs, u"Bob"_qs}}}));
}

void XPathStepTest::stopsWhenCancelled()
{
    CancelSource source;
    source.cancel();
    QVERIFY(queryStep(u"//a"_qs)->run({html(page)}, {}, source.token()).cancelled());
}

void XPathStepTest::worksOnSeveralThreads()
{
    const auto step = stepOf({{u"query"_qs, u"//li[contains(., 'first')]"_qs}, {u"all"_qs, true}});
    std::atomic_int right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 200; ++n)
                right += valueOf(step->run({html(page)}, {}, {})) == QJsonValue(QJsonArray{u"first"_qs});
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(right.load(), 800);
}

QTEST_GUILESS_MAIN(XPathStepTest)
#include "tst_xpathstep.moc"
