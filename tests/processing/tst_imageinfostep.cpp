#include "processing/imagemagick.h"
#include "processing/steps/imageinfostep.h"
#include "testimages.h"

#include <QTemporaryDir>
#include <QTest>

#include <bit>

using namespace sluice;

class ImageInfoStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithImageMagick_data();
    void agreesWithImageMagick();
    void passesTheBodyOn();
    void seesImagesUpright();
    void countsTransparencyAsWhite();
    void takesTheFirstPictureOfAnAnimation();
    void hashesAreOfTheWholeStep();
    void largeJpegsAreCheap();
};

static QJsonObject infoOf(const QByteArray &image)
{
    const auto output = ImageInfoStep().run({{image}}, {}, {});
    if (output.failed())
        qWarning("%s", qPrintable(output.error().message));
    return output ? output.value().columns : QJsonObject();
}

static quint64 hashOf(const QByteArray &image)
{
    const auto text = infoOf(image)[u"phash"].toString();
    bool isNumber = false;
    const quint64 hash = text.toULongLong(&isNumber, 16);
    if (!isNumber || text.size() != 16)
        qFatal("not a hash: %s", qPrintable(text));
    return hash;
}

static const auto meanColour = u"%[fx:255*mean.r] %[fx:255*mean.g] %[fx:255*mean.b]"_qs;

/// The largest difference of a channel between "#rrggbb" and what ImageMagick says.
static int coloursApart(const QString &colour, const QStringList &theirs)
{
    const QColor ours(colour);
    const double red = std::abs(ours.red() - theirs.at(0).toDouble());
    const double green = std::abs(ours.green() - theirs.at(1).toDouble());
    const double blue = std::abs(ours.blue() - theirs.at(2).toDouble());
    return static_cast<int>(std::ceil(std::max({red, green, blue})));
}

void ImageInfoStepTest::agreesWithImageMagick_data()
{
    QTest::addColumn<QByteArray>("image");
    const auto png = u"png"_qs;
    const auto jpeg = u"jpeg"_qs;
    const auto webp = u"webp"_qs;
    const auto gif = u"gif"_qs;
    for (const auto &format : {png, jpeg, webp, gif})
        QTest::addRow("%s", qPrintable(format)) << test::picture(1, {320, 240}, format);
    for (const auto &format : {png, webp})
        QTest::addRow("%s, small", qPrintable(format)) << test::picture(2, {20, 30}, format);
    for (const auto &format : {png, jpeg})
        QTest::addRow("%s, odd", qPrintable(format)) << test::picture(3, {1283, 377}, format);
    for (const auto &format : {jpeg, gif})
        QTest::addRow("%s, high", qPrintable(format)) << test::picture(4, {60, 3000}, format);
    QTest::newRow("photo") << test::magick({u"rose:"_qs, u"jpeg:-"_qs});
    QTest::newRow("drawing") << test::magick({u"logo:"_qs, u"gif:-"_qs});
    QTest::newRow("black and white") << test::magick({u"logo:"_qs, u"-monochrome"_qs, u"png:-"_qs});
    QTest::newRow("palette with transparency")
        << test::magick({u"logo:"_qs, u"-transparent"_qs, u"black"_qs, u"png8:-"_qs});
    QTest::newRow("16 bits") << test::magick({u"rose:"_qs, u"-depth"_qs, u"16"_qs, u"png48:-"_qs});
    QTest::newRow("one pixel") << test::magick({u"-size"_qs, u"1x1"_qs, u"xc:#123456"_qs, u"png:-"_qs});
}

void ImageInfoStepTest::agreesWithImageMagick()
{
    QFETCH(QByteArray, image);
    const auto columns = infoOf(image);
    QCOMPARE(columns.keys(),
             QStringList({u"image_format"_qs, u"image_height"_qs, u"image_width"_qs, u"mean_color"_qs, u"phash"_qs}));
    const auto theirs = test::described(image, u"%m %w %h "_qs + meanColour).split(u' ');
    QCOMPARE(columns[u"image_format"].toString(), theirs.at(0).toLower());
    QCOMPARE(columns[u"image_width"].toInt(), theirs.at(1).toInt());
    QCOMPARE(columns[u"image_height"].toInt(), theirs.at(2).toInt());
    const int apart = coloursApart(columns[u"mean_color"].toString(), theirs.mid(3));
    QVERIFY2(apart <= 3, qPrintable(QString::number(apart)));
}

void ImageInfoStepTest::passesTheBodyOn()
{
    const Body body{test::picture(1, {64, 64}, u"png"_qs), {}, u"image/x-odd"_qs};
    auto output = ImageInfoStep().run({body}, {}, {});
    QVERIFY(output);
    QCOMPARE(output.value().body.data, body.data);
    QCOMPARE(output.value().body.contentType, body.contentType);

    const QTemporaryDir folder;
    QFile file(folder.filePath(u"image"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(body.data);
    file.close();
    output = ImageInfoStep().run({{{}, file.fileName(), {}}}, {}, {});
    QVERIFY(output);
    QCOMPARE(output.value().body.file, file.fileName());
    QVERIFY(!ImageInfoStep().changesBody());
}

void ImageInfoStepTest::seesImagesUpright()
{
    const auto jpeg = test::picture(5, {320, 160}, u"jpeg"_qs);
    for (const int orientation : {2, 5, 6}) {
        const auto turned = test::withOrientation(jpeg, orientation);
        const auto upright = test::magick({u"-"_qs, u"-auto-orient"_qs, u"-strip"_qs, u"png:-"_qs}, turned);
        const auto columns = infoOf(turned);
        const auto size = u"%1x%2"_qs.arg(columns[u"image_width"].toInt()).arg(columns[u"image_height"].toInt());
        QCOMPARE(size, test::described(turned, u"%wx%h"_qs));
        QVERIFY(std::popcount(hashOf(turned) ^ hashOf(upright)) <= 4);
    }
}

void ImageInfoStepTest::countsTransparencyAsWhite()
{
    const auto clear = test::magick({u"-size"_qs, u"64x64"_qs, u"xc:none"_qs, u"png:-"_qs});
    QCOMPARE(infoOf(clear)[u"mean_color"].toString(), u"#ffffff"_qs);
    const auto half = test::magick({u"-size"_qs, u"300x200"_qs, u"xc:rgba(255,0,0,0.5)"_qs, u"png:-"_qs});
    const auto theirs = test::described(half, meanColour).split(u' ');
    QVERIFY(coloursApart(infoOf(half)[u"mean_color"].toString(), theirs) <= 2);
}

void ImageInfoStepTest::takesTheFirstPictureOfAnAnimation()
{
    const auto gif =
        test::magick({u"-size"_qs, u"40x20"_qs, u"xc:red"_qs, u"xc:blue"_qs, u"-loop"_qs, u"0"_qs, u"gif:-"_qs});
    const auto columns = infoOf(gif);
    QCOMPARE(columns[u"image_width"].toInt(), 40);
    QCOMPARE(columns[u"image_height"].toInt(), 20);
    QCOMPARE(columns[u"mean_color"].toString(), u"#ff0000"_qs);
}

void ImageInfoStepTest::hashesAreOfTheWholeStep()
{
    std::vector<quint64> hashes;
    for (int seed = 11; seed < 15; ++seed) {
        const auto original = test::picture(seed, {450, 300}, u"png"_qs);
        hashes.push_back(hashOf(original));
        for (const auto &change : {u"-quality 50 jpeg:-"_qs, u"-resize 50% jpeg:-"_qs, u"-resize 50% webp:-"_qs}) {
            const auto copy = hashOf(test::magick(QStringList(u"-"_qs) + change.split(u' '), original));
            const int differing = std::popcount(hashes.back() ^ copy);
            QVERIFY2(differing <= 6, qPrintable(u"%1, %2: %3"_qs.arg(seed).arg(change).arg(differing)));
        }
    }
    for (size_t one = 0; one < hashes.size(); ++one) {
        for (size_t other = 0; other < one; ++other)
            QVERIFY(std::popcount(hashes[one] ^ hashes[other]) >= 14);
    }
}

void ImageInfoStepTest::largeJpegsAreCheap()
{
    // 100 megapixels decoded whole are 400 MB, which Qt's reader refuses
    const auto jpeg = test::encoded(test::redOverBlue({12'500, 8'000}), "jpeg");
    const auto columns = infoOf(jpeg);
    QCOMPARE(columns[u"image_width"].toInt(), 12'500);
    QCOMPARE(columns[u"mean_color"].toString(), u"#7f007f"_qs);
}

QTEST_GUILESS_MAIN(ImageInfoStepTest)
#include "tst_imageinfostep.moc"
