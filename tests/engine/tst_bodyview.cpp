// What is shown of a body: text as text, the rest in a form that harms nobody.
#include "engine/bodyview.h"
#include "engine/keptpreview.h"
#include "engine/previewcolumns.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class BodyViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTextAsText();
    void makesHostileTextVisible();
    void breaksJsonIntoLines_data();
    void breaksJsonIntoLines();
    void showsBytesInHexadecimal();
    void believesTheServerAboutOldText();
    void readsTheCharactersAsStepsDo_data();
    void readsTheCharactersAsStepsDo();
    void tellsWhatIsCut();
    void showsColumnsInFewWords();
    void staysSmall();
    void knowsPictures();
    void tellsWhatWouldBeKept();
};

void BodyViewTest::showsTextAsText()
{
    const auto view = viewOf("héllo\r\n\tworld\n", 15, {});
    QCOMPARE(view.form, BodyView::Form::Text);
    QCOMPARE(view.text, QStringLiteral("héllo\n    world\n"));
    QCOMPARE(view.remark, QString());
    QCOMPARE(viewOf({}, 0, {}).form, BodyView::Form::Empty);
    const QByteArray wide("\xff\xfeh\0i\0", 6);
    QCOMPARE(viewOf(wide, wide.size(), {}).text, QStringLiteral("hi"));
}

void BodyViewTest::makesHostileTextVisible()
{
    const auto view = viewOf("price: \u202e001\nbell: \x07 and a good deal of other text", 58, {});
    QCOMPARE(view.form, BodyView::Form::Text);
    QVERIFY(!view.text.contains(QChar(0x202e)));
    QVERIFY(!view.text.contains(QChar(7)));
    QCOMPARE(view.text.count(u'\n'), 1);
}

void BodyViewTest::breaksJsonIntoLines_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("lines");
    QTest::newRow("nested") << QStringLiteral(R"({"b":[1,{}, []],"a":"x,{\"y"})")
                            << QStringLiteral("{\n  \"b\": [\n    1,\n    {},\n    []\n  ],\n  \"a\": \"x,{\\\"y\"\n}");
    QTest::newRow("large number") << QStringLiteral("[12345678901234567890]")
                                  << QStringLiteral("[\n  12345678901234567890\n]");
    QTest::newRow("cut") << QStringLiteral(R"({"a":[1,"tw)") << QStringLiteral("{\n  \"a\": [\n    1,\n    \"tw");
    QTest::newRow("lines") << QStringLiteral("{\"a\":1}\n{\"a\":2}")
                           << QStringLiteral("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}");
    QTest::newRow("too many ends") << QStringLiteral("]]]") << QStringLiteral("\n]\n]\n]");
}

void BodyViewTest::breaksJsonIntoLines()
{
    QFETCH(QString, json);
    QFETCH(QString, lines);
    QCOMPARE(indentedJson(json), lines);
}

void BodyViewTest::showsBytesInHexadecimal()
{
    const QByteArray bytes("\0\1\2ABC\xff\xfe and more", 17);
    const auto view = viewOf(bytes, bytes.size(), {});
    QCOMPARE(view.form, BodyView::Form::Hex);
    QCOMPARE(view.text, QStringLiteral("000000  00 01 02 41 42 43 ff fe 20 61 6e 64 20 6d 6f 72  ...ABC.. and mor\n"
                                       "000010  65                                               e"));
}

void BodyViewTest::believesTheServerAboutOldText()
{
    const QByteArray latin("caf\xe9", 4);
    QCOMPARE(viewOf(latin, 4, QStringLiteral("text/plain; charset=iso-8859-1")).text, QStringLiteral("café"));
    QCOMPARE(viewOf(latin, 4, QStringLiteral("application/octet-stream")).form, BodyView::Form::Hex);
    // Cut in the middle of a character is no fault of the text.
    QCOMPARE(viewOf(QByteArray("caf\xc3"), 10, {}).form, BodyView::Form::Text);
}

void BodyViewTest::readsTheCharactersAsStepsDo_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("text");
    const auto type = [](const char *charset) {
        return QStringLiteral("text/html; charset=%1").arg(QLatin1StringView(charset));
    };
    QTest::newRow("windows-1251") << QByteArray("\xcf\xf0\xe8\xe2\xe5\xf2") << type("windows-1251")
                                  << QStringLiteral("Привет");
    QTest::newRow("Shift_JIS") << QByteArray("\x93\xfa\x96\x7b") << type("Shift_JIS") << QStringLiteral("日本");
    QTest::newRow("UTF-16") << QByteArray("h\0i\0", 4) << type("utf-16le") << QStringLiteral("hi");
    QTest::newRow("looks like UTF-8") << QByteArray("\xc3\xa9") << type("windows-1252") << QStringLiteral("Ã©");
    QTest::newRow("the page's own") << QByteArray("<meta charset=windows-1251>\xcf\xf0") << QStringLiteral("text/html")
                                    << QStringLiteral("<meta charset=windows-1251>Пр");
}

void BodyViewTest::readsTheCharactersAsStepsDo()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, contentType);
    QFETCH(QString, text);
    QCOMPARE(viewOf(bytes, bytes.size(), contentType).text, text);
}

void BodyViewTest::tellsWhatIsCut()
{
    const auto remark = [](const QByteArray &bytes, qint64 size) {
        return viewOf(bytes, size, QStringLiteral("text/plain")).remark;
    };
    const QByteArray longLine(1'500, 'x');
    const QByteArray manyLines("y\n", 2);
    QCOMPARE(remark("short", 5), QString());
    QCOMPARE(remark(QByteArray(1'000, 'x'), 1'000), QString());
    QCOMPARE(remark(longLine, 1'500), QStringLiteral("Lines are cut after 1,000 characters."));
    QCOMPARE(remark(manyLines.repeated(3'000), 6'000), QStringLiteral("Only the first 2,000 lines are shown."));
    const auto all = remark(longLine + manyLines.repeated(3'000), 1'000'000);
    QVERIFY2(all.startsWith(QStringLiteral("The first ")), qPrintable(all));
    QVERIFY2(
        all.endsWith(QStringLiteral("Only the first 2,000 lines are shown. Lines are cut after 1,000 characters.")),
        qPrintable(all));
    // Cut in the middle of a character: the rest is still what it is.
    QCOMPARE(viewOf("h\xc3\xa9llo \xe2\x82", 1'000, QStringLiteral("text/plain")).text, QStringLiteral("héllo "));
}

void BodyViewTest::showsColumnsInFewWords()
{
    QCOMPARE(previewOf({}), PreviewColumns());
    QJsonArray links;
    for (int i = 0; i < 100'000; ++i)
        links.append(QStringLiteral("https://example.org/%1").arg(i));
    const auto some = previewOf({{QStringLiteral("a"), QStringLiteral("two\nlines")},
                                 {QStringLiteral("b"), QJsonArray{1, QStringLiteral("x"), QJsonValue()}},
                                 {QStringLiteral("c"), links}});
    QCOMPARE(some.left, 0);
    QCOMPARE(some.shown[0].value, QStringLiteral("two␊lines"));
    QCOMPARE(some.shown[1].value, QStringLiteral("[1,\"x\",null]"));
    QCOMPARE(some.shown[2].value.size(), shownOfValue);
    QVERIFY(some.shown[2].value.startsWith(QStringLiteral("[\"https://example.org/0\",")));
    QVERIFY(some.shown[2].value.endsWith(u'…'));
    QJsonObject many;
    for (int i = 0; i < 1'000; ++i)
        many.insert(QString::number(i), i);
    QCOMPARE(previewOf(many).shown.size(), shownColumns);
    QCOMPARE(previewOf(many).left, 1'000 - shownColumns);
}

void BodyViewTest::staysSmall()
{
    const QByteArray nested(viewedBytes, '[');
    const auto deep = viewOf(nested, nested.size(), QStringLiteral("application/json"));
    QVERIFY(deep.text.size() < 500'000);
    QVERIFY(!deep.remark.isEmpty());
    const QByteArray line(viewedBytes, 'x');
    const auto wide = viewOf(line, 1'000'000, {});
    QVERIFY(wide.text.size() <= 1'000);
    QVERIFY(wide.remark.contains(QStringLiteral("1 MB")));
    const QByteArray noise(viewedBytes, '\0');
    QVERIFY(viewOf(noise, noise.size(), {}).text.size() < 10'000);
}

void BodyViewTest::knowsPictures()
{
    QVERIFY(looksLikePicture("\xff\xd8\xff\xe0"));
    QVERIFY(looksLikePicture("GIF89a"));
    QVERIFY(looksLikePicture(QByteArrayView("RIFF\1\0\0\0WEBPVP8 ", 16)));
    QVERIFY(!looksLikePicture("RIFF and then nothing"));
    QVERIFY(!looksLikePicture("<svg/>"));
    QVERIFY(!looksLikePicture({}));
}

void BodyViewTest::tellsWhatWouldBeKept()
{
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("unpacked/in")));
    QVERIFY(write(QStringLiteral("unpacked/a"), "123"));
    QVERIFY(write(QStringLiteral("unpacked/in/b"), "4567"));
    QVERIFY(write(QStringLiteral("single"), "12"));
    const std::vector<Keepsake> keepsakes{
        {folder.filePath(QStringLiteral("single")), QStringLiteral("host/1-x.bin"),
         std::make_shared<ScratchFile>(folder.filePath(QStringLiteral("single")))},
        {folder.filePath(QStringLiteral("unpacked")), QStringLiteral("host/1-x"), {}}};
    QCOMPARE(describe(keepsakes), (QStringList{QStringLiteral("host/1-x.bin (2 B)"),
                                               QStringLiteral("host/1-x (a folder with 2 files, 7 B)")}));
    throwAway(keepsakes);
    QVERIFY(!QDir(folder.filePath(QStringLiteral("unpacked"))).exists());
    QCOMPARE(describe(std::vector<Keepsake>(1000, keepsakes[0])).size(), 51);
}

QTEST_GUILESS_MAIN(BodyViewTest)
#include "tst_bodyview.moc"
