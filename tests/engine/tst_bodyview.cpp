// What is shown of a body: text as text, the rest in a form that harms nobody.
#include "engine/bodyview.h"
#include "engine/keptpreview.h"

#include <QDir>
#include <QFile>
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
