#include "processing/steps/charset.h"
#include "toolrun.h"

#include <QTest>

using namespace sluice;
using namespace sluice::test;

class CharsetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesWhatIconvEncodes_data();
    void decodesWhatIconvEncodes();
    void whoIsBelievedFirst_data();
    void whoIsBelievedFirst();
    void marksAreDropped_data();
    void marksAreDropped();
    void charactersAcrossPiecesStayWhole_data();
    void charactersAcrossPiecesStayWhole();
    void whatIsNoCharacterIsReplaced_data();
    void whatIsNoCharacterIsReplaced();
    void binaryDataIsRefused_data();
    void binaryDataIsRefused();
    void everyEncodingIsKnownToIconv();
    void labelsAreAClosedList();
    void stopsWhenCancelled();
};

static QString decoded(const QByteArray &bytes, const QString &contentType = {}, QString *charset = nullptr)
{
    const auto text = decodedText(bytes, contentType, {});
    if (!text)
        return u"failed: "_qs + text.error().message;
    if (charset)
        *charset = text.value().charset;
    return QString::fromUtf8(text.value().utf8);
}

static QByteArray encoded(const QString &text, const QString &encoding)
{
    return outputOf(u"iconv"_qs, {u"-f"_qs, u"UTF-8"_qs, u"-t"_qs, encoding}, text.toUtf8());
}

void CharsetTest::decodesWhatIconvEncodes_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("charset");
    QTest::addColumn<QString>("text");

    const auto russian = u"Съешь же ещё этих мягких французских булок, да выпей чаю. Широкая электрификация южных "
                         u"губерний даст мощный толчок подъёму сельского хозяйства."_qs;
    const auto chinese =
        u"我们在大学里学习中文和历史，天气很好的时候也去公园散步。这本书是我昨天在书店买的，非常有意思。"_qs;
    const auto taiwanese =
        u"我們在大學裡學習中文和歷史，天氣很好的時候也去公園散步。這本書是我昨天在書店買的，非常有意思。"_qs;
    const auto japanese =
        u"私は毎朝七時に起きて、コーヒーを飲みながら新聞を読みます。それから電車で会社へ行きます。"_qs;
    const auto korean =
        u"나는 매일 아침 일곱 시에 일어나서 커피를 마시며 신문을 읽습니다. 그리고 지하철로 회사에 갑니다."_qs;
    const auto french = u"L’été dernier, les élèves étaient déjà partis à la mer — où ça coûte plus de 10 €."_qs;
    QTest::newRow("GB18030") << u"GB18030"_qs << u"GB18030"_qs << chinese;
    QTest::newRow("GBK") << u"GBK"_qs << u"GBK"_qs << chinese;
    QTest::newRow("Big5") << u"BIG5"_qs << u"Big5"_qs << taiwanese;
    QTest::newRow("Shift_JIS") << u"SHIFT_JIS"_qs << u"Shift_JIS"_qs << japanese;
    QTest::newRow("EUC-JP") << u"EUC-JP"_qs << u"EUC-JP"_qs << japanese;
    QTest::newRow("ISO-2022-JP") << u"ISO-2022-JP"_qs << u"ISO-2022-JP"_qs << japanese;
    QTest::newRow("EUC-KR") << u"EUC-KR"_qs << u"EUC-KR"_qs << korean;
    QTest::newRow("windows-1251") << u"WINDOWS-1251"_qs << u"windows-1251"_qs << russian;
    QTest::newRow("KOI8-R") << u"KOI8-R"_qs << u"KOI8-R"_qs << russian;
    QTest::newRow("windows-1252") << u"WINDOWS-1252"_qs << u"windows-1252"_qs << french;
    QTest::newRow("UTF-8") << u"UTF-8"_qs << u"UTF-8"_qs << chinese + russian;
}

void CharsetTest::decodesWhatIconvEncodes()
{
    QFETCH(QString, encoding);
    QFETCH(QString, charset);
    QFETCH(QString, text);
    QString found;
    const auto bytes = encoded(text, encoding);
    QCOMPARE(decoded(bytes, u"text/plain; charset=\"%1\""_qs.arg(charset.toUpper()), &found), text);
    QCOMPARE(found, charset);

    const auto page =
        u"<!DOCTYPE html><html><head><meta http-equiv=content-type content='text/html; charset=%1'></head>"
        "<body>%2</body></html>"_qs.arg(charset, text);
    QCOMPARE(decoded(encoded(page, encoding), u"text/html"_qs, &found), page);
    QCOMPARE(found, charset);

    const auto xml = u"<?xml version='1.0' encoding='%1'?><a>%2</a>"_qs.arg(charset, text);
    QCOMPARE(decoded(encoded(xml, encoding), u"text/xml"_qs), xml);

    // nobody says; GBK is guessed as its superset, and the guess must read the same
    QCOMPARE(decoded(bytes + bytes, {}, &found), text + text);
    QCOMPARE(found, charset == u"GBK"_qs ? u"GB18030"_qs : charset);
}

void CharsetTest::whoIsBelievedFirst_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("charset");

    const QByteArray meta = "<meta charset=koi8-r>\xC1";
    const QByteArray mark = "\xEF\xBB\xBF";
    QTest::newRow("mark before server") << mark + "a" << u"text/html; charset=koi8-r"_qs << u"UTF-8"_qs;
    QTest::newRow("server before head") << meta << u"text/html; charset=windows-1251"_qs << u"windows-1251"_qs;
    QTest::newRow("unknown to us") << meta << u"text/html; charset=klingon"_qs << u"KOI8-R"_qs;
    QTest::newRow("a path as a label") << meta << u"text/html; charset=../../x"_qs << u"KOI8-R"_qs;
    QTest::newRow("head before bytes") << QByteArray("<meta charset=koi8-r>ab") << u"text/html"_qs << u"KOI8-R"_qs;
    QTest::newRow("not in a comment") << QByteArray("<!-- <meta charset=koi8-r> -->ab") << u"text/html"_qs
                                      << u"UTF-8"_qs;
    QTest::newRow("not in plain text") << QByteArray("<meta charset=koi8-r>ab") << u"text/plain"_qs << u"UTF-8"_qs;
    QTest::newRow("not far behind") << QByteArray(5000, ' ') + "<meta charset=koi8-r>" << u"text/html"_qs
                                    << u"UTF-8"_qs;
    QTest::newRow("head in single bytes is not UTF-16")
        << QByteArray("<meta charset=utf-16>\xC3\xA9") << u"text/html"_qs << u"UTF-8"_qs;
    QTest::newRow("latin1 means windows-1252")
        << QByteArray("\x80") << u"text/plain; charset=ISO-8859-1"_qs << u"windows-1252"_qs;
    QTest::newRow("nothing to go by") << QByteArray("a\x81z") << u"text/plain"_qs << u"windows-1252"_qs;
    QTest::newRow("empty") << QByteArray() << QString() << u"UTF-8"_qs;
}

void CharsetTest::whoIsBelievedFirst()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, contentType);
    QFETCH(QString, charset);
    QCOMPARE(detectedEncoding(bytes, contentType).displayName(), charset);
}

void CharsetTest::marksAreDropped_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::newRow("UTF-16") << u"UTF-16"_qs; // iconv writes a mark
    QTest::newRow("UTF-16LE") << u"UTF-16LE"_qs;
    QTest::newRow("UTF-16BE") << u"UTF-16BE"_qs;
    QTest::newRow("UTF-8") << u"UTF-8"_qs;
}

void CharsetTest::marksAreDropped()
{
    QFETCH(QString, encoding);
    const auto text = u"déjà 漢字 \U0001F600"_qs;
    const auto mark = encoding == u"UTF-16"_qs ? QString() : QString(QChar(QChar::ByteOrderMark));
    QCOMPARE(decoded(encoded(mark + text, encoding)), text);
}

void CharsetTest::charactersAcrossPiecesStayWhole_data()
{
    QTest::addColumn<QString>("encoding");
    for (const auto &encoding : {u"GB18030"_qs, u"UTF-16LE"_qs, u"ISO-2022-JP"_qs, u"Shift_JIS"_qs})
        QTest::addRow("%s", qPrintable(encoding)) << encoding;
}

void CharsetTest::charactersAcrossPiecesStayWhole()
{
    QFETCH(QString, encoding);
    auto text = u"a"_qs + u"漢字かな交じり"_qs.repeated(60'000);
    if (encoding == u"GB18030"_qs)
        text += u"\U0001F600"_qs.repeated(100'001); // four bytes each
    const auto bytes = encoded(text, encoding);
    QVERIFY(bytes.size() > 3 * 256 * 1024);
    QVERIFY(decoded(bytes, u"text/plain; charset="_qs + encoding) == text);
}

void CharsetTest::whatIsNoCharacterIsReplaced_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("contentType");
    QTest::addColumn<QString>("text");

    const auto utf8 = u"text/plain; charset=utf-8"_qs;
    QTest::newRow("stray byte") << QByteArray("a\xFFz") << utf8 << u"a\uFFFDz"_qs;
    QTest::newRow("cut short") << QByteArray("a\xE6\xBC") << utf8 << u"a\uFFFD"_qs;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80z") << utf8 << u"\uFFFD\uFFFD\uFFFDz"_qs;
    QTest::newRow("too long a form") << QByteArray("\xC0\xAFz") << utf8 << u"\uFFFD\uFFFDz"_qs;
    QTest::newRow("NUL far behind") << QByteArray(2000, 'a') + QByteArray(1, '\0') + "z" << utf8
                                    << u"a"_qs.repeated(2000) + u"\uFFFDz"_qs;
    QTest::newRow("NUL in UTF-16") << QByteArray("\xFF\xFE\0\0z\0", 6) << QString() << u"\uFFFDz"_qs;
    QTest::newRow("odd UTF-16") << QByteArray("\xFF\xFEz\0y", 5) << QString() << u"z\uFFFD"_qs;
    QTest::newRow("lone surrogate") << QByteArray("\xFF\xFE\x00\xDCz\0", 6) << QString() << u"\uFFFDz"_qs;
    QTest::newRow("half a character") << QByteArray("a\x8A\xBF\x8A") << u"text/plain; charset=shift_jis"_qs
                                      << u"a漢\uFFFD"_qs;
}

void CharsetTest::whatIsNoCharacterIsReplaced()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, contentType);
    QFETCH(QString, text);
    QCOMPARE(decoded(bytes, contentType), text);
}

void CharsetTest::binaryDataIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
    QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08\0\0\0\0\0", 8);
    QTest::newRow("control character") << QByteArray("abc\x01");
}

void CharsetTest::binaryDataIsRefused()
{
    QFETCH(QByteArray, bytes);
    for (const auto &type : {QString(), u"text/html"_qs, u"text/html; charset=utf-8"_qs})
        QCOMPARE(decoded(bytes, type), u"failed: the body is binary data, not text"_qs);
}

void CharsetTest::everyEncodingIsKnownToIconv()
{
    for (const auto &label :
         {"utf-8",          "utf-16le",     "utf-16be",     "gbk",          "gb18030",      "big5",
          "shift_jis",      "euc-jp",       "iso-2022-jp",  "euc-kr",       "windows-1250", "windows-1251",
          "windows-1252",   "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
          "windows-1258",   "windows-874",  "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",
          "iso-8859-6",     "iso-8859-7",   "iso-8859-8",   "iso-8859-10",  "iso-8859-13",  "iso-8859-14",
          "iso-8859-15",    "iso-8859-16",  "koi8-r",       "koi8-u",       "ibm866",       "macintosh",
          "x-mac-cyrillic", "ibm855",       "euc-tw",       "iso-2022-kr"}) {
        const auto *encoding = encodingOf(label);
        QVERIFY2(encoding, label);
        const QByteArray plain = QByteArray(label).startsWith("utf-16le")   ? QByteArray("a\0b\0", 4)
                                 : QByteArray(label).startsWith("utf-16be") ? QByteArray("\0a\0b", 4)
                                                                            : QByteArray("ab");
        QCOMPARE(decoded(plain, u"text/plain; charset="_qs + QString::fromLatin1(label)), u"ab"_qs);
    }
}

void CharsetTest::labelsAreAClosedList()
{
    QCOMPARE(encodingOf(" Latin1 ")->displayName(), u"windows-1252"_qs);
    QVERIFY(!encodingOf(""));
    QVERIFY(!encodingOf("UTF-8//TRANSLIT"));
    QVERIFY(!encodingOf("ISO-2022-CN-EXT"));
}

void CharsetTest::stopsWhenCancelled()
{
    CancelSource source;
    source.cancel();
    QVERIFY(decodedText("caf\xE9", u"text/plain; charset=latin1"_qs, source.token()).cancelled());
}

QTEST_GUILESS_MAIN(CharsetTest)
#include "tst_charset.moc"
