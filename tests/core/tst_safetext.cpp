#include "core/safetext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sluice;

class SafeTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesVisible_data();
    void makesVisible();
    void leavesNothingThatSteersATerminal();
    void jsonStaysTheSameAndIsHarmless();
    void cuts_data();
    void cuts();
};

void SafeTextTest::makesVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("plain") << u"Not Found – нет 没有 😀"_qs << u"Not Found – нет 没有 😀"_qs;
    QTest::newRow("line ends and tabs") << u"a\r\nb\tc"_qs << u"a␍␊b␉c"_qs;
    QTest::newRow("escape sequence") << u"\x1B[2J"_qs << u"␛[2J"_qs;
    QTest::newRow("null") << QString(QChar(0)) << u"␀"_qs;
    QTest::newRow("delete") << QString(QChar(0x7F)) << u"␡"_qs;
    QTest::newRow("eight-bit control") << QString(QChar(0x9B)) << u"␡"_qs;
    QTest::newRow("line separator") << QString(QChar(0x2028)) << u"␡"_qs;
    QTest::newRow("reading order") << QString(QChar(0x202E) + u"fdp.exe"_qs) << QString(QChar(0xFFFD) + u"fdp.exe"_qs);
    QTest::newRow("isolates") << QString(QChar(0x2066)) << QString(QChar(0xFFFD));
}

void SafeTextTest::makesVisible()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(visibleText(text), expected);
}

void SafeTextTest::leavesNothingThatSteersATerminal()
{
    for (char16_t code = 0; code < 0x3000; ++code) {
        for (const QChar c : visibleText(QString(QChar(code)))) {
            QVERIFY2(c.category() != QChar::Other_Control, qPrintable(QString::number(code, 16)));
            QVERIFY(c.direction() != QChar::DirRLO && c.direction() != QChar::DirLRO);
        }
    }
}

void SafeTextTest::jsonStaysTheSameAndIsHarmless()
{
    const auto text = u"a\x1B[2J\u009B31m\x7F \u202Efdp.exe\u2028 没有 😀 \\ \"quoted\""_qs;
    const QJsonObject object{{QStringLiteral("error"), text}, {text, 1}};
    const auto json = harmlessJson(object);
    QCOMPARE(QJsonDocument::fromJson(json).object(), object);
    QVERIFY(json.contains("\\u009b31m"));
    QVERIFY(json.contains("没有 😀"));
    QVERIFY(!json.contains('\n'));
    for (const QChar c : QString::fromUtf8(json))
        QVERIFY2(QString(c) == visibleText(QString(c)), qPrintable(QString::number(c.unicode(), 16)));
}

void SafeTextTest::cuts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("expected");

    QTest::newRow("fits exactly") << u"abcde"_qs << 5 << u"abcde"_qs;
    QTest::newRow("one too many") << u"abcdef"_qs << 5 << u"abcd…"_qs;
    QTest::newRow("one character") << u"abcdef"_qs << 1 << u"…"_qs;
    QTest::newRow("not through a character") << u"abc😀f"_qs << 5 << u"abc…"_qs;
    QTest::newRow("after a character of two") << u"ab😀ef"_qs << 5 << u"ab😀…"_qs;
}

void SafeTextTest::cuts()
{
    QFETCH(QString, text);
    QFETCH(int, length);
    QFETCH(QString, expected);
    QCOMPARE(visibleText(text, length), expected);
}

QTEST_GUILESS_MAIN(SafeTextTest)
#include "tst_safetext.moc"
