#include "processing/recipe.h"
#include "processing/steps/textcount.h"
#include "toolrun.h"

#include <QLibrary>
#include <QTest>

using namespace sluice;
using namespace sluice::test;

class TextStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheText_data();
    void findsTheText();
    void countsWords_data();
    void countsWords();
    void countsAsWcDoes();
    void wordsAcrossPiecesStayWhole();
    void tellsTheCharacterSet_data();
    void tellsTheCharacterSet();
    void becomesText();
    void emptyBodies_data();
    void emptyBodies();
    void stopsWhenCancelled();
};

static Result<StepOutput> run(const QByteArray &body, const QVariantMap &parameters = {},
                              const QString &contentType = u"text/html; charset=utf-8"_qs)
{
    Recipe recipe;
    recipe.steps.push_back({u"text"_qs, parameters});
    const auto steps = instantiate(recipe);
    if (!steps)
        qFatal("%s", qPrintable(steps.error().message));
    return steps.value().front().step->run({{body, {}, contentType}}, {}, {});
}

static QString textOf(const QByteArray &page, bool mainOnly,
                      const QString &contentType = u"text/html; charset=utf-8"_qs)
{
    const auto output = run(page, {{u"main_only"_qs, mainOnly}, {u"to"_qs, u"body"_qs}}, contentType);
    return output ? QString::fromUtf8(output.value().body.data) : u"failed: "_qs + output.error().message;
}

void TextStepTest::findsTheText_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QString>("all");
    QTest::addColumn<QString>("main");

    const auto same = [](const char *name, const QByteArray &page, const QString &text) {
        QTest::newRow(name) << page << text << text;
    };
    same("paragraphs", "<p>a <b>b</b>\n c<p>d", u"a b c\nd"_qs);
    same("words within tags", "<p>un<b>believ</b>able", u"unbelievable"_qs);
    same("white space round tags", "<p>a<b> b </b> c", u"a b c"_qs);
    same("line breaks", "a<br>b<br/><br>c", u"a\nb\nc"_qs);
    same("headings and lists", "<h1>t</h1>x<ul><li>a<li>b</ul>y", u"t\nx\na\nb\ny"_qs);
    same("table", "<table><tr><th>a<th>b<tr><td>1<td>2</table>", u"a\tb\n1\t2"_qs);
    same("preformatted", "<pre>  a\n    b  c\n</pre>", u"  a\n    b  c"_qs);
    same("entities", "<p>&lt;&eacute;&#x4E2D;&gt;", u"<é中>"_qs);
    same("no scripts and styles",
         "<head><title>t</title><style>s</style></head><script>var x;</script><p>a<noscript>n"
         "</noscript><template>t</template><!-- c --><p hidden>h</p>",
         u"a"_qs);
    same("nothing", "<head><title>t</title></head><body></body>", QString());
    QTest::newRow("surroundings") << QByteArray(
                                         "<header>H</header><nav>N</nav><p>text<aside>A</aside></p><footer>F</footer>")
                                  << u"H\nN\ntext\nA\nF"_qs << u"text"_qs;
    QTest::newRow("only main") << QByteArray("<p>x</p><main><header>H</header><p>text</p></main><article>y</article>")
                               << u"x\nH\ntext\ny"_qs << u"H\ntext"_qs;
    QTest::newRow("only article") << QByteArray("<p>x</p><article><p>text</article>") << u"x\ntext"_qs << u"text"_qs;
    QTest::newRow("several articles") << QByteArray("<p>x</p><article>y</article><article>z</article>") << u"x\ny\nz"_qs
                                      << u"x\ny\nz"_qs;
    QTest::newRow("lines of links") << QByteArray(
                                           "<p><a href=1>one</a> | <a href=2>two</a><p>see <a href=3>it</a> here")
                                    << u"one | two\nsee it here"_qs << u"see it here"_qs;
    QTest::newRow("half is not most") << QByteArray("<p>abcd<a href=1>efgh</a><p>abcd<a href=1>efghi</a>")
                                      << u"abcdefgh\nabcdefghi"_qs << u"abcdefgh"_qs;
}

void TextStepTest::findsTheText()
{
    QFETCH(QByteArray, page);
    QFETCH(QString, all);
    QFETCH(QString, main);
    QCOMPARE(textOf(page, false), all);
    QCOMPARE(textOf(page, true), main);
}

void TextStepTest::countsWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("words");

    QTest::newRow("none") << u" -- , . 😀"_qs << 0;
    QTest::newRow("English") << u"The quick (“brown”) fox can’t jump 32.3 feet, right?"_qs
                             << 9; // UAX #29's own example
    QTest::newRow("Russian") << u"Съешь же ещё этих булок"_qs << 5;
    QTest::newRow("Chinese") << u"我们学习中文。"_qs << 6;
    QTest::newRow("rare Chinese") << u"𠀀𠀁"_qs << 2;
    QTest::newRow("Katakana") << u"コーヒー"_qs << 1;
    QTest::newRow("Hiragana") << u"こんにちは"_qs << 5;
    const bool knowsThai = QLibrary(u"thai"_qs, 0).load(); // as Qt does
    QTest::newRow("Thai") << u"ฉันรักภาษาไทย"_qs << (knowsThai ? 4 : 11);
    QTest::newRow("Korean") << u"나는 커피를 마십니다"_qs << 3;
    QTest::newRow("Arabic") << u"مرحبا بالعالم"_qs << 2;
    QTest::newRow("combining") << u"cafe\u0301 e\u0301te\u0301"_qs << 2;
    QTest::newRow("lines") << u"a\nb\r\nc"_qs << 3;
    QTest::newRow("underscores and numbers") << u"a_b 1,000.5 x1"_qs << 3;
}

void TextStepTest::countsWords()
{
    QFETCH(QString, text);
    QFETCH(int, words);
    QCOMPARE(counted(text.toUtf8(), {}).value().words, words);
    QCOMPARE(run(text.toUtf8(), {}, u"text/plain"_qs).value().columns.value(u"words"_qs).toInt(), words);
}

void TextStepTest::countsAsWcDoes()
{
    const auto text = u"one two\n\n  \nthree é 漢字 😀\nlast\n"_qs.repeated(5000).toUtf8();
    const auto columns = run(text, {}, u"text/plain; charset=utf-8"_qs).value().columns;
    const auto expected = outputOf(u"env"_qs, {u"LC_ALL=C.UTF-8"_qs, u"wc"_qs, u"-m"_qs}, text).trimmed().toInt();
    QCOMPARE(columns.value(u"text_length"_qs).toInt(), expected);
    const auto lines = outputOf(u"grep"_qs, {u"-c"_qs, u"[^ ]"_qs}, text).trimmed().toInt();
    QCOMPARE(columns.value(u"lines"_qs).toInt(), lines);
    QCOMPARE(columns.value(u"words"_qs).toInt(), 7 * 5000); // one two three é 漢 字 last
}

void TextStepTest::wordsAcrossPiecesStayWhole()
{
    QCOMPARE(counted(QByteArray("seven77 ").repeated(100'000), {}).value().words, 100'000);
    QCOMPARE(counted(QByteArray("a\n").repeated(100'000), {}).value().words, 100'000);
    QCOMPARE(counted(u"漢"_qs.repeated(100'000).toUtf8(), {}).value().words, 100'000);
}

void TextStepTest::tellsTheCharacterSet_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("text");
    QTest::newRow("GB18030") << u"GB18030"_qs << u"我们在大学里学习中文和历史"_qs;
    QTest::newRow("Big5") << u"Big5"_qs << u"我們在大學裡學習中文和歷史"_qs;
    QTest::newRow("Shift_JIS") << u"Shift_JIS"_qs << u"私は毎朝七時に起きて表示"_qs;
    QTest::newRow("windows-1251") << u"windows-1251"_qs << u"Съешь же ещё этих мягких булок"_qs;
    QTest::newRow("UTF-8") << u"UTF-8"_qs << u"déjà"_qs;
}

void TextStepTest::tellsTheCharacterSet()
{
    QFETCH(QString, encoding);
    QFETCH(QString, text);
    const auto bytes = outputOf(u"iconv"_qs, {u"-f"_qs, u"UTF-8"_qs, u"-t"_qs, encoding},
                                u"<meta charset=%1><p>%2"_qs.arg(encoding, text).toUtf8());
    const auto output = run(bytes, {{u"to"_qs, u"body"_qs}}, u"text/html"_qs);
    QVERIFY(output);
    QCOMPARE(output.value().columns.value(u"charset"_qs).toString(), encoding);
    QCOMPARE(QString::fromUtf8(output.value().body.data), text);
    QCOMPARE(output.value().columns.value(u"text_length"_qs).toInt(), int(text.size()));
}

void TextStepTest::becomesText()
{
    const QByteArray page = "<p>a";
    auto output = run(page);
    QCOMPARE(output.value().body.data, page);
    QCOMPARE(output.value().columns,
             (QJsonObject{{u"text_length"_qs, 1}, {u"words"_qs, 1}, {u"lines"_qs, 1}, {u"charset"_qs, u"UTF-8"_qs}}));
    output = run("caf\xE9", {{u"to"_qs, u"body"_qs}}, u"text/plain; charset=latin1"_qs);
    QCOMPARE(output.value().body.data, QByteArray("caf\xC3\xA9"));
    QCOMPARE(output.value().body.contentType, u"text/plain; charset=utf-8"_qs);
    QCOMPARE(textOf("<r><a>x  y</a>\n<b>z<![CDATA[<w>]]></b></r>", true, u"text/xml"_qs), u"x y\nz\n<w>"_qs);
    QCOMPARE(textOf("{\"a\": 1}", true, u"application/json"_qs), u"{\"a\": 1}"_qs);
}

void TextStepTest::emptyBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("contentType");
    QTest::newRow("page") << QByteArray() << u"text/html"_qs;
    QTest::newRow("blank page") << QByteArray("\n") << u"text/html"_qs;
    QTest::newRow("text") << QByteArray() << u"text/plain"_qs;
    QTest::newRow("of no type") << QByteArray() << QString();
}

void TextStepTest::emptyBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, contentType);
    const auto output = run(body, {}, contentType);
    QVERIFY(output);
    QCOMPARE(output.value().columns.value(u"words"_qs), QJsonValue(0));
    QCOMPARE(output.value().columns.value(u"text_length"_qs), QJsonValue(body.size()));
}

void TextStepTest::stopsWhenCancelled()
{
    CancelSource source;
    source.cancel();
    QVERIFY(counted("a b", source.token()).cancelled());
}

QTEST_GUILESS_MAIN(TextStepTest)
#include "tst_textstep.moc"
