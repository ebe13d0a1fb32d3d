#include "fetch/contentdecoder.h"

#include <QTest>

#include <zlib.h>

using namespace sluice;

class ContentDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void anyCutIsNoticed();
    void anyDamageIsNoticed();
    void somethingAfterTheEnd_data();
    void somethingAfterTheEnd();
    void givesOutSmallPieces();
    void outputErrorEndsIt();
    void encodings_data();
    void encodings();
};

namespace {

constexpr int gzipWindow = 16 + MAX_WBITS;
constexpr int zlibWindow = MAX_WBITS;
constexpr int bareWindow = -MAX_WBITS;

QByteArray compressed(const QByteArray &plain, int window)
{
    z_stream z{};
    deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
    QByteArray result(qsizetype(deflateBound(&z, uLong(plain.size()))) + 32, Qt::Uninitialized);
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.constData()));
    z.avail_in = uInt(plain.size());
    z.next_out = reinterpret_cast<Bytef *>(result.data());
    z.avail_out = uInt(result.size());
    deflate(&z, Z_FINISH);
    result.truncate(qsizetype(z.total_out));
    deflateEnd(&z);
    return result;
}

QByteArray sample()
{
    QByteArray plain;
    for (int i = 0; i < 2000; ++i)
        plain += QByteArray::number(i * 7919 % 1000) + ' ';
    return plain;
}

struct Decoded
{
    Result<void> ending = success();
    QByteArray plain;
};

Decoded decode(const QByteArray &encoding, const QByteArray &coded, qsizetype step)
{
    Decoded decoded;
    auto decoder = ContentDecoder::forEncoding(encoding);
    for (qsizetype at = 0; at < coded.size() && decoded.ending; at += step) {
        decoded.ending = decoder.value()->decode(coded.mid(at, step), [&decoded](QByteArrayView piece) {
            decoded.plain.append(piece);
            return success();
        });
    }
    if (decoded.ending)
        decoded.ending = decoder.value()->finish();
    return decoded;
}

} // namespace

void ContentDecoderTest::decodes_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("window");
    QTest::newRow("gzip") << QByteArray("gzip") << gzipWindow;
    QTest::newRow("x-gzip, capitals") << QByteArray(" X-GZIP ") << gzipWindow;
    QTest::newRow("deflate as the standard says") << QByteArray("deflate") << zlibWindow;
    QTest::newRow("deflate as some servers do") << QByteArray("deflate") << bareWindow;
}

void ContentDecoderTest::decodes()
{
    QFETCH(QByteArray, encoding);
    QFETCH(int, window);
    const auto plain = sample();
    const auto coded = compressed(plain, window);
    for (const qsizetype step : {qsizetype(1), qsizetype(7), coded.size()}) {
        const auto decoded = decode(encoding, coded, step);
        QVERIFY(decoded.ending);
        QCOMPARE(decoded.plain, plain);
    }
}

void ContentDecoderTest::anyCutIsNoticed()
{
    const auto coded = compressed(sample(), gzipWindow);
    for (qsizetype size = 1; size < coded.size(); ++size)
        QVERIFY2(decode("gzip", coded.first(size), coded.size()).ending.failed(), qPrintable(QString::number(size)));
}

void ContentDecoderTest::anyDamageIsNoticed()
{
    const auto plain = sample();
    const auto coded = compressed(plain, gzipWindow);
    for (qsizetype at = 10; at < coded.size(); ++at) { // the header's first ten bytes carry a time and the like
        auto damaged = coded;
        damaged[at] = char(damaged[at] ^ 0x10);
        const auto decoded = decode("gzip", damaged, coded.size());
        QVERIFY2(decoded.ending.failed(), qPrintable(QString::number(at)));
        QCOMPARE(decoded.ending.error().kind, ErrorKind::Protocol);
    }
}

void ContentDecoderTest::somethingAfterTheEnd_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("window");
    QTest::addColumn<QByteArray>("tail");
    QTest::newRow("gzip, text") << QByteArray("gzip") << gzipWindow << QByteArray("text");
    QTest::newRow("gzip, half a member") << QByteArray("gzip") << gzipWindow << compressed("x", gzipWindow).first(9);
    QTest::newRow("deflate, text") << QByteArray("deflate") << zlibWindow << QByteArray("text");
}

void ContentDecoderTest::somethingAfterTheEnd()
{
    QFETCH(QByteArray, encoding);
    QFETCH(int, window);
    QFETCH(QByteArray, tail);
    const auto coded = compressed(sample(), window) + tail;
    QVERIFY(decode(encoding, coded, coded.size()).ending.failed());
    QVERIFY(decode(encoding, coded, 1).ending.failed());
}

void ContentDecoderTest::givesOutSmallPieces()
{
    const QByteArray bomb = compressed(QByteArray(10'000'000, '\0'), gzipWindow);
    auto decoder = ContentDecoder::forEncoding("gzip");
    qint64 total = 0;
    const auto ending = decoder.value()->decode(bomb, [&total](QByteArrayView piece) -> Result<void> {
        total += piece.size();
        if (piece.size() > 64 * 1024)
            return Error{ErrorKind::Internal, QStringLiteral("too large a piece")};
        return success();
    });
    QVERIFY(ending);
    QCOMPARE(total, 10'000'000);
}

void ContentDecoderTest::outputErrorEndsIt()
{
    const QByteArray bomb = compressed(QByteArray(10'000'000, '\0'), gzipWindow);
    auto decoder = ContentDecoder::forEncoding("gzip");
    int calls = 0;
    const auto ending = decoder.value()->decode(bomb, [&calls](QByteArrayView) -> Result<void> {
        ++calls;
        return Error{ErrorKind::Size, QStringLiteral("enough")};
    });
    QVERIFY(ending.failed());
    QCOMPARE(ending.error().kind, ErrorKind::Size);
    QCOMPARE(calls, 1);
}

void ContentDecoderTest::encodings_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<bool>("decodes");
    QTest::newRow("") << true << false;
    QTest::newRow("identity") << true << false;
    QTest::newRow("Identity") << true << false;
    QTest::newRow("gzip") << true << true;
    QTest::newRow("br") << false << false;
    QTest::newRow("gzip, gzip") << false << false;
}

void ContentDecoderTest::encodings()
{
    QFETCH(bool, known);
    QFETCH(bool, decodes);
    const auto decoder = ContentDecoder::forEncoding(QTest::currentDataTag());
    QCOMPARE(bool(decoder), known);
    if (known)
        QCOMPARE(decoder.value().has_value(), decodes);
}

QTEST_GUILESS_MAIN(ContentDecoderTest)
#include "tst_contentdecoder.moc"
