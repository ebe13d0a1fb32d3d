#include "processing/imagemagick.h"
#include "processing/recipe.h"
#include "processing/steps/convertstep.h"
#include "testimages.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class ConvertStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void converts_data();
    void converts();
    void turnsUpright();
    void dropsMetadata();
    void keepsTheColourProfile();
    void losslessAt100();
    void qualityMatters();
    void takesTheFirstPictureOfAnAnimation();
    void kindsOfPixels_data();
    void kindsOfPixels();
    void decodesLargeImagesWhole();
};

static Result<StepOutput> converted(const QByteArray &image, ImageEncoding encoding)
{
    return ConvertStep(encoding).run({{image}}, {}, {});
}

/// How far two images are apart, 0 to 1, root of the mean square, as ImageMagick sees it.
static double difference(const QByteArray &one, const QByteArray &other)
{
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    };
    return test::magick({write(u"one"_qs, one) + u"[0]"_qs, u"-auto-orient"_qs, write(u"other"_qs, other) + u"[0]"_qs,
                         u"-auto-orient"_qs, u"-metric"_qs, u"RMSE"_qs, u"-compare"_qs, u"-format"_qs,
                         u"%[distortion]"_qs, u"info:-"_qs})
        .toDouble();
}

void ConvertStepTest::converts_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<ImageFormat>("format");
    for (const auto format : {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp}) {
        for (const auto &source : {u"png"_qs, u"jpeg"_qs, u"webp"_qs, u"gif"_qs})
            QTest::addRow("%s to %s", qPrintable(source), imageFormatName(format).data()) << source << format;
    }
}

void ConvertStepTest::converts()
{
    QFETCH(QString, source);
    QFETCH(ImageFormat, format);
    const auto original = test::picture(2, {321, 123}, source);
    const auto output = converted(original, {format, 95});
    QVERIFY(output);
    const auto &body = output.value().body;
    QCOMPARE(test::described(body.data, u"%m %w %h"_qs), QString(imageFormatName(format)).toUpper() + u" 321 123"_qs);
    QCOMPARE(body.contentType, contentTypeOf(format));
    const QJsonObject columns{{u"image_format"_qs, source}, {u"converted_bytes"_qs, body.data.size()}};
    QCOMPARE(output.value().columns, columns);
    const auto apart = difference(original, body.data);
    QVERIFY2(format == ImageFormat::Png ? apart == 0 : apart < 0.05, qPrintable(QString::number(apart)));
}

void ConvertStepTest::turnsUpright()
{
    const auto jpeg = test::encoded(test::redOverBlue({160, 80}), "jpeg");
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto turned = test::withOrientation(jpeg, orientation);
        const auto output = converted(turned, {ImageFormat::Jpeg, 95});
        QVERIFY(output);
        QVERIFY(difference(turned, output.value().body.data) < 0.02);
        QCOMPARE(test::described(output.value().body.data, u"%wx%h"_qs), test::described(turned, u"%wx%h"_qs));
        QVERIFY(!output.value().body.data.contains("Exif"));
    }
}

void ConvertStepTest::dropsMetadata()
{
    for (const auto &source : {u"png"_qs, u"jpeg"_qs}) {
        const auto original = test::magick({u"rose:"_qs, u"-set"_qs, u"comment"_qs, u"secret"_qs, source + u":-"_qs});
        QCOMPARE(test::described(original, u"%c"_qs), u"secret"_qs);
        for (const auto format : {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp}) {
            const auto output = converted(original, {format, 85});
            QVERIFY(output);
            QVERIFY(!output.value().body.data.contains("secret"));
        }
    }
}

void ConvertStepTest::keepsTheColourProfile()
{
    auto image = test::redOverBlue({32, 32});
    image.setColorSpace(QColorSpace::AdobeRgb);
    image.setDotsPerMeterX(11'811);
    image.setDotsPerMeterY(11'811);
    for (const auto format : {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp}) {
        const auto output = converted(test::encoded(image, "png"), {format, 85});
        QVERIFY(output);
        const auto &bytes = output.value().body.data;
        QCOMPARE(QImage::fromData(bytes).colorSpace(), QColorSpace(QColorSpace::AdobeRgb));
        QVERIFY(!test::magick({u"-"_qs, u"icc:-"_qs}, bytes).isEmpty());
    }
    const auto output = converted(test::encoded(image, "png"), {ImageFormat::Jpeg, 85});
    QCOMPARE(test::described(output.value().body.data, u"%x %y"_qs), u"300 300"_qs); // dots per inch
}

void ConvertStepTest::losslessAt100()
{
    const auto original = test::picture(5, {200, 100}, u"png"_qs);
    const auto output = converted(original, {ImageFormat::Webp, 100});
    QVERIFY(output);
    QCOMPARE(difference(original, output.value().body.data), 0.0);
}

void ConvertStepTest::qualityMatters()
{
    const auto original = test::picture(5, {200, 100}, u"png"_qs);
    for (const auto format : {ImageFormat::Jpeg, ImageFormat::Webp}) {
        const auto coarse = converted(original, {format, 5});
        const auto fine = converted(original, {format, 95});
        QVERIFY(coarse && fine);
        QVERIFY(coarse.value().body.data.size() * 2 < fine.value().body.data.size());
    }
}

void ConvertStepTest::takesTheFirstPictureOfAnAnimation()
{
    const auto gif = test::magick(
        {u"-size"_qs, u"40x20"_qs, u"xc:red"_qs, u"xc:blue"_qs, u"xc:green"_qs, u"-loop"_qs, u"0"_qs, u"gif:-"_qs});
    const auto output = converted(gif, {ImageFormat::Png, 85});
    QVERIFY(output);
    const auto image = QImage::fromData(output.value().body.data);
    QCOMPARE(image.size(), QSize(40, 20));
    QCOMPARE(image.pixelColor(20, 10), QColor(Qt::red));
}

void ConvertStepTest::kindsOfPixels_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("grey") << u"-colorspace Gray png:-"_qs;
    QTest::newRow("grey JPEG") << u"-colorspace Gray jpeg:-"_qs;
    QTest::newRow("black and white") << u"-monochrome png:-"_qs;
    QTest::newRow("palette") << u"-colors 12 png8:-"_qs;
    QTest::newRow("16 bits") << u"-depth 16 png48:-"_qs;
    QTest::newRow("16 bits and transparency") << u"-depth 16 png64:-"_qs;
    QTest::newRow("interlaced") << u"-interlace PNG png:-"_qs;
    QTest::newRow("progressive") << u"-interlace JPEG jpeg:-"_qs;
    QTest::newRow("CMYK") << u"-colorspace CMYK jpeg:-"_qs;
}

void ConvertStepTest::kindsOfPixels()
{
    QFETCH(QString, how);
    const auto picture = test::picture(6, {120, 90}, u"png"_qs);
    const auto original = test::magick(QStringList(u"-"_qs) + how.split(u' '), picture);
    // what an independent tool makes of it
    const auto plain = test::magick({u"-"_qs, u"-colorspace"_qs, u"sRGB"_qs, u"png24:-"_qs}, original);
    for (const auto format : {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp}) {
        const auto output = converted(original, {format, 95});
        QVERIFY(output);
        const auto apart = difference(plain, output.value().body.data);
        QVERIFY2(apart < 0.06, qPrintable(QString::number(apart)));
    }
}

void ConvertStepTest::decodesLargeImagesWhole()
{
    // 40 megapixels, 160 MB: over the limit of Qt's that the registry raises
    const auto step = parseStep(u"convert format=jpeg quality=50"_qs);
    QVERIFY(step);
    const auto steps = instantiate({{step.value()}});
    QVERIFY(steps);
    const auto jpeg = test::encoded(test::redOverBlue({8000, 5000}), "jpeg");
    const auto output = steps.value().front().step->run({{jpeg}}, {}, {});
    QVERIFY(output);
    QBuffer buffer;
    buffer.setData(output.value().body.data);
    QCOMPARE(QImageReader(&buffer, "jpeg").size(), QSize(8000, 5000));
}

QTEST_GUILESS_MAIN(ConvertStepTest)
#include "tst_convertstep.moc"
