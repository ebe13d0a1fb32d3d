#include "processing/imagemagick.h"
#include "processing/steps/perceptualhash.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <numbers>
#include <random>

using namespace sluice;

class PerceptualHashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhichWavesAnImageIsMadeOf();
    void flatImages_data();
    void flatImages();
    void copiesAreNear_data();
    void copiesAreNear();
    void othersAreFar();
    void tinyImages();
};

static quint64 hashOf(const QByteArray &file)
{
    return perceptualHash(QImage::fromData(file));
}

static int distance(quint64 one, quint64 other)
{
    return std::popcount(one ^ other);
}

/// Waves of the lowest 8 × 8 frequencies, those of set bits upwards, the others downwards.
static QImage madeOf(quint64 bits)
{
    QImage image(32, 32, QImage::Format_RGB32);
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x) {
            double grey = 128;
            for (int bit = 0; bit < 63; ++bit) { // bit 63 is the mean
                const int index = 63 - bit;
                const auto wave = [](int frequency, int place) {
                    return std::cos((2 * place + 1) * frequency * std::numbers::pi / 64);
                };
                // the first row and column of the transform count twice
                const double height = (index < 8 || index % 8 == 0) ? 2 : 4;
                grey += (bits >> bit & 1 ? height : -height) * wave(index % 8, x) * wave(index / 8, y);
            }
            const int value = std::clamp(static_cast<int>(std::lround(grey)), 0, 255);
            image.setPixel(x, y, qRgb(value, value, value));
        }
    }
    return image;
}

void PerceptualHashTest::tellsWhichWavesAnImageIsMadeOf()
{
    std::mt19937_64 random(4); // NOLINT: the same numbers each time
    for (int round = 0; round < 20;) {
        const quint64 bits = random() | quint64(1) << 63; // the mean is above all others
        if (std::popcount(bits) != 32)
            continue; // the median must lie between the two halves
        QCOMPARE(perceptualHash(madeOf(bits)), bits);
        ++round;
    }
}

void PerceptualHashTest::flatImages_data()
{
    QTest::addColumn<QColor>("colour");
    QTest::addColumn<quint64>("hash");
    QTest::newRow("black") << QColor(Qt::black) << quint64(0);
    QTest::newRow("white") << QColor(Qt::white) << (quint64(1) << 63);
    QTest::newRow("some") << QColor(201, 17, 93) << (quint64(1) << 63);
}

void PerceptualHashTest::flatImages()
{
    QFETCH(QColor, colour);
    for (const int side : {1, 31, 32, 100, 333}) {
        QImage image(side, side, QImage::Format_RGB32);
        image.fill(colour);
        QTEST(perceptualHash(image), "hash");
    }
}

void PerceptualHashTest::copiesAreNear_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("JPEG of quality 50") << u"-quality 50 jpeg:-"_qs;
    QTest::newRow("JPEG of quality 10") << u"-quality 10 jpeg:-"_qs;
    QTest::newRow("half the size") << u"-resize 50% png:-"_qs;
    QTest::newRow("a tenth of the size, as JPEG") << u"-resize 10% -quality 80 jpeg:-"_qs;
    QTest::newRow("twice the size") << u"-resize 200% jpeg:-"_qs;
    QTest::newRow("other proportions") << u"-resize 150x250! png:-"_qs;
    QTest::newRow("brighter") << u"-modulate 105 png:-"_qs;
    QTest::newRow("grey") << u"-colorspace Gray png:-"_qs;
    QTest::newRow("reduced to 32 × 32 by others") << u"-filter Lanczos -resize 32x32! png:-"_qs;
    QTest::newRow("256 colours") << u"gif:-"_qs;
}

void PerceptualHashTest::copiesAreNear()
{
    QFETCH(QString, change);
    for (int seed = 1; seed <= 3; ++seed) {
        const auto original = test::picture(seed, {320, 240}, u"png"_qs);
        const auto copy = test::magick(QStringList(u"-"_qs) + change.split(u' '), original);
        const int differing = distance(hashOf(original), hashOf(copy));
        QVERIFY2(differing <= 6, qPrintable(u"seed %1: %2"_qs.arg(seed).arg(differing)));
    }
}

void PerceptualHashTest::othersAreFar()
{
    std::vector<quint64> hashes;
    for (int seed = 1; seed <= 8; ++seed)
        hashes.push_back(hashOf(test::picture(seed, {320, 240}, u"png"_qs)));
    for (const auto *name : {"rose:", "logo:", "wizard:", "granite:", "netscape:"})
        hashes.push_back(hashOf(test::magick({QString::fromLatin1(name), u"png:-"_qs})));
    for (size_t one = 0; one < hashes.size(); ++one) {
        for (size_t other = 0; other < one; ++other) {
            const int differing = distance(hashes[one], hashes[other]);
            QVERIFY2(differing >= 14, qPrintable(u"%1 and %2: %3"_qs.arg(one).arg(other).arg(differing)));
        }
    }
}

void PerceptualHashTest::tinyImages()
{
    QImage image(2, 1, QImage::Format_RGB32);
    image.setPixel(0, 0, qRgb(0, 0, 0));
    image.setPixel(1, 0, qRgb(255, 255, 255));
    const auto mirrored = image.mirrored(true, false);
    QVERIFY(perceptualHash(image) != perceptualHash(mirrored));
    QCOMPARE(perceptualHash(image), perceptualHash(image.scaled(2, 50)));
}

QTEST_GUILESS_MAIN(PerceptualHashTest)
#include "tst_perceptualhash.moc"
