#include "fetch/contentdecoder.h"

#include <QTest>

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

using namespace sluice;

class ContentDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void anyCutIsNoticed_data();
    void anyCutIsNoticed();
    void anyDamageIsNoticed();
    void somethingAfterTheEnd_data();
    void somethingAfterTheEnd();
    void givesOutSmallPieces_data();
    void givesOutSmallPieces();
    void outputErrorEndsIt();
    void encodings_data();
    void encodings();
    void anErrorDoesNotSteerATerminal();
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

QByteArray brotli(const QByteArray &plain)
{
    QByteArray result(qsizetype(BrotliEncoderMaxCompressedSize(size_t(plain.size()))), Qt::Uninitialized);
    auto size = size_t(result.size());
    BrotliEncoderCompress(BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_DEFAULT_MODE, size_t(plain.size()),
                          reinterpret_cast<const uint8_t *>(plain.constData()), &size,
                          reinterpret_cast<uint8_t *>(result.data()));
    result.truncate(qsizetype(size));
    return result;
}

QByteArray zstd(const QByteArray &plain)
{
    QByteArray result(qsizetype(ZSTD_compressBound(size_t(plain.size()))), Qt::Uninitialized);
    result.truncate(qsizetype(ZSTD_compress(result.data(), size_t(result.size()), plain.constData(),
                                            size_t(plain.size()), ZSTD_CLEVEL_DEFAULT)));
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
    QTest::addColumn<QByteArray>("coded");
    const auto row = [](const char *name, const char *encoding, const QByteArray &coded) {
        QTest::newRow(name) << QByteArray(encoding) << coded;
    };
    const auto plain = sample();
    row("gzip", "gzip", compressed(plain, gzipWindow));
    row("x-gzip, capitals", " X-GZIP ", compressed(plain, gzipWindow));
    row("deflate as the standard says", "deflate", compressed(plain, zlibWindow));
    row("deflate as some servers do", "deflate", compressed(plain, bareWindow));
    row("br", "br", brotli(plain));
    row("zstd", "zstd", zstd(plain));
    row("zstd, two frames", "zstd", zstd(plain.first(100)) + zstd(plain.sliced(100)));
}

void ContentDecoderTest::decodes()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, coded);
    for (const qsizetype step : {qsizetype(1), qsizetype(7), coded.size()}) {
        const auto decoded = decode(encoding, coded, step);
        QVERIFY(decoded.ending);
        QCOMPARE(decoded.plain, sample());
    }
}

void ContentDecoderTest::anyCutIsNoticed_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("coded");
    QTest::newRow("gzip") << QByteArray("gzip") << compressed(sample(), gzipWindow);
    QTest::newRow("br") << QByteArray("br") << brotli(sample());
    QTest::newRow("zstd") << QByteArray("zstd") << zstd(sample());
}

void ContentDecoderTest::anyCutIsNoticed()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, coded);
    for (qsizetype size = 1; size < coded.size(); ++size)
        QVERIFY2(decode(encoding, coded.first(size), coded.size()).ending.failed(), qPrintable(QString::number(size)));
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
    QTest::addColumn<QByteArray>("coded");
    const auto row = [](const char *name, const char *encoding, const QByteArray &coded) {
        QTest::newRow(name) << QByteArray(encoding) << coded;
    };
    row("gzip, text", "gzip", compressed(sample(), gzipWindow) + "text");
    row("gzip, half a member", "gzip", compressed(sample(), gzipWindow) + compressed("x", gzipWindow).first(9));
    row("deflate, text", "deflate", compressed(sample(), zlibWindow) + "text");
    row("br, text", "br", brotli(sample()) + "text");
    row("zstd, text", "zstd", zstd(sample()) + "text");
}

void ContentDecoderTest::somethingAfterTheEnd()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, coded);
    QVERIFY(decode(encoding, coded, coded.size()).ending.failed());
    QVERIFY(decode(encoding, coded, 1).ending.failed());
}

void ContentDecoderTest::givesOutSmallPieces_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("bomb");
    const QByteArray nothing(10'000'000, '\0');
    QTest::newRow("gzip") << QByteArray("gzip") << compressed(nothing, gzipWindow);
    QTest::newRow("br") << QByteArray("br") << brotli(nothing);
    QTest::newRow("zstd") << QByteArray("zstd") << zstd(nothing);
}

void ContentDecoderTest::givesOutSmallPieces()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, bomb);
    auto decoder = ContentDecoder::forEncoding(encoding);
    qint64 total = 0;
    const auto ending = decoder.value()->decode(bomb, [&total](QByteArrayView piece) -> Result<void> {
        total += piece.size();
        if (piece.size() > 64 * 1024)
            return Error{ErrorKind::Internal, QStringLiteral("too large a piece")};
        return success();
    });
    QVERIFY(ending);
    QCOMPARE(total, 10'000'000);
    QVERIFY(decoder.value()->finish());
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
    QTest::newRow("BR") << true << true;
    QTest::newRow("zstd") << true << true;
    QTest::newRow("compress") << false << false;
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

void ContentDecoderTest::anErrorDoesNotSteerATerminal()
{
    const auto decoder = ContentDecoder::forEncoding("a\x9B"
                                                     "31m\x1B[2J");
    QVERIFY(decoder.failed());
    const auto &message = decoder.error().message;
    QVERIFY(message.contains(QStringLiteral("31m")));
    QVERIFY2(!message.contains(QChar(0x9B)) && !message.contains(QChar(0x1B)), qPrintable(message));
}

QTEST_GUILESS_MAIN(ContentDecoderTest)
#include "tst_contentdecoder.moc"
