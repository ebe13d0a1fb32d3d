#include "processing/steps/thumbnailstep.h"
#include "testimages.h"

#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class ThumbnailStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void readsAndWrites_data();
    void readsAndWrites();
    void turnsUpright_data();
    void turnsUpright();
    void fillsTransparencyWithWhite();
    void keepsTransparencyWhereItCan();
    void worksOnFiles();
    void believesTheContentOnly();
    void reducesWhileDecoding();
    void qualityMatters();
    void refuses_data();
    void refuses();
    void refusesCutShort_data();
    void refusesCutShort();
    void refusesHugeFiles();
    void missingFile();
    void cancelled();
};

static Result<StepOutput> thumbnail(const Body &body, const ThumbnailStep::Settings &settings)
{
    return ThumbnailStep(settings).run({body}, {}, {});
}

static ThumbnailStep::Settings fitting(int width, int height, ImageFormat format = ImageFormat::Png)
{
    return {{width, height}, format, 85};
}

static QImage imageOf(const StepOutput &output)
{
    return QImage::fromData(output.body.data);
}

static bool looksLike(QRgb pixel, QColor colour)
{
    const QColor seen(pixel);
    return std::abs(seen.red() - colour.red()) < 12 && std::abs(seen.green() - colour.green()) < 12 &&
           std::abs(seen.blue() - colour.blue()) < 12;
}

void ThumbnailStepTest::fits_data()
{
    QTest::addColumn<QSize>("image");
    QTest::addColumn<QSize>("fit");
    QTest::addColumn<QSize>("expected");

    QTest::newRow("width") << QSize(400, 200) << QSize(100, 0) << QSize(100, 50);
    QTest::newRow("height") << QSize(400, 200) << QSize(0, 100) << QSize(200, 100);
    QTest::newRow("box, wide image") << QSize(400, 200) << QSize(100, 100) << QSize(100, 50);
    QTest::newRow("box, high image") << QSize(200, 400) << QSize(100, 100) << QSize(50, 100);
    QTest::newRow("same size") << QSize(100, 50) << QSize(100, 50) << QSize(100, 50);
    QTest::newRow("never enlarged") << QSize(40, 20) << QSize(100, 0) << QSize(40, 20);
    QTest::newRow("one side fits already") << QSize(400, 20) << QSize(100, 100) << QSize(100, 5);
    QTest::newRow("very thin") << QSize(2000, 2) << QSize(10, 0) << QSize(10, 1);
    QTest::newRow("odd") << QSize(333, 251) << QSize(100, 0) << QSize(100, 75);
}

void ThumbnailStepTest::fits()
{
    QFETCH(QSize, image);
    QFETCH(QSize, fit);
    QFETCH(QSize, expected);
    for (const char *format : {"png", "jpeg"}) {
        const Body body{test::encoded(test::redOverBlue(image), format), {}, {}};
        const auto output = thumbnail(body, fitting(fit.width(), fit.height()));
        QVERIFY2(output, format);
        QCOMPARE(imageOf(output.value()).size(), expected);
        const QJsonObject columns{{u"thumbnail_width"_qs, expected.width()},
                                  {u"thumbnail_height"_qs, expected.height()},
                                  {u"image_width"_qs, image.width()},
                                  {u"image_height"_qs, image.height()}};
        QCOMPARE(output.value().columns, columns);
    }
}

void ThumbnailStepTest::readsAndWrites_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<ImageFormat>("format");
    for (const auto format : {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp}) {
        for (const char *source : {"png", "jpeg", "webp"})
            QTest::addRow("%s to %s", source, imageFormatName(format).data()) << QByteArray(source) << format;
    }
}

void ThumbnailStepTest::readsAndWrites()
{
    QFETCH(QByteArray, source);
    QFETCH(ImageFormat, format);
    const Body body{test::encoded(test::redOverBlue({320, 240}), source.constData()), {}, {}};
    const auto output = thumbnail(body, fitting(64, 0, format));
    QVERIFY(output);
    QCOMPARE(output.value().body.contentType, u"image/"_qs + imageFormatName(format));
    QCOMPARE(imageFormatOf(output.value().body.data), format);
    const auto image = imageOf(output.value());
    QCOMPARE(image.size(), QSize(64, 48));
    QVERIFY(looksLike(image.pixel(32, 4), Qt::red));
    QVERIFY(looksLike(image.pixel(32, 44), Qt::blue));
}

void ThumbnailStepTest::turnsUpright_data()
{
    QTest::addColumn<int>("orientation");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QPoint>("red"); // where what is stored on top must be seen
    QTest::addColumn<QPoint>("blue");

    QTest::newRow("as it is") << 1 << QSize(80, 40) << QPoint(40, 4) << QPoint(40, 36);
    QTest::newRow("upside down") << 3 << QSize(80, 40) << QPoint(40, 36) << QPoint(40, 4);
    QTest::newRow("clockwise") << 6 << QSize(40, 80) << QPoint(36, 40) << QPoint(4, 40);
    QTest::newRow("anticlockwise") << 8 << QSize(40, 80) << QPoint(4, 40) << QPoint(36, 40);
}

void ThumbnailStepTest::turnsUpright()
{
    QFETCH(int, orientation);
    QFETCH(QSize, size);
    QFETCH(QPoint, red);
    QFETCH(QPoint, blue);
    const auto jpeg = test::encoded(test::redOverBlue({800, 400}), "jpeg");
    const auto output =
        thumbnail({test::withOrientation(jpeg, orientation), {}, {}}, fitting(size.width(), size.height()));
    QVERIFY(output);
    const auto image = imageOf(output.value());
    QCOMPARE(image.size(), size);
    QVERIFY(looksLike(image.pixel(red), Qt::red));
    QVERIFY(looksLike(image.pixel(blue), Qt::blue));
    QCOMPARE(output.value().columns.value(u"image_width"_qs).toInt(), size.width() * 10);
}

static QByteArray transparentPng()
{
    QImage image(100, 100, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    return test::encoded(image, "png");
}

void ThumbnailStepTest::fillsTransparencyWithWhite()
{
    const auto output = thumbnail({transparentPng(), {}, {}}, fitting(10, 0, ImageFormat::Jpeg));
    QVERIFY(output);
    QVERIFY(looksLike(imageOf(output.value()).pixel(5, 5), Qt::white));
}

void ThumbnailStepTest::keepsTransparencyWhereItCan()
{
    for (const auto format : {ImageFormat::Png, ImageFormat::Webp}) {
        const auto output = thumbnail({transparentPng(), {}, {}}, fitting(10, 0, format));
        QVERIFY(output);
        QCOMPARE(qAlpha(imageOf(output.value()).pixel(5, 5)), 0);
    }
}

void ThumbnailStepTest::worksOnFiles()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"image"_qs);
    for (const char *format : {"png", "jpeg", "webp"}) {
        QVERIFY(test::redOverBlue({300, 300}).save(path, format));
        const auto output = thumbnail({{}, path, u"image/png"_qs}, fitting(30, 0, ImageFormat::Jpeg));
        QVERIFY2(output, format);
        QVERIFY(!output.value().body.isFile());
        QCOMPARE(imageOf(output.value()).size(), QSize(30, 30));
    }
}

void ThumbnailStepTest::believesTheContentOnly()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"image.svg"_qs);
    QVERIFY(test::redOverBlue({300, 300}).save(path, "png"));
    QVERIFY(thumbnail({{}, path, u"text/html"_qs}, fitting(30, 0)));
}

void ThumbnailStepTest::reducesWhileDecoding()
{
    // 40 megapixels decoded whole are 160 MB, which Qt's reader refuses; an eighth of the size is not
    const auto jpeg = test::encoded(test::redOverBlue({8000, 5000}), "jpeg");
    QVERIFY(QImageReader::allocationLimit() < 8000 * 5000 * 4 / 1'000'000);
    const auto output = thumbnail({jpeg, {}, {}}, fitting(80, 0));
    QVERIFY(output);
    const auto image = imageOf(output.value());
    QCOMPARE(image.size(), QSize(80, 50));
    QVERIFY(looksLike(image.pixel(40, 5), Qt::red));
    QVERIFY(looksLike(image.pixel(40, 45), Qt::blue));
}

void ThumbnailStepTest::qualityMatters()
{
    QImage noise(256, 256, QImage::Format_RGB32);
    for (int y = 0; y < 256; ++y) {
        for (int x = 0; x < 256; ++x)
            noise.setPixel(x, y, static_cast<QRgb>(x * 2654435761u ^ y * 40503u));
    }
    const Body body{test::encoded(noise, "png"), {}, {}};
    const auto coarse = thumbnail(body, {{256, 0}, ImageFormat::Jpeg, 10});
    const auto fine = thumbnail(body, {{256, 0}, ImageFormat::Jpeg, 95});
    QVERIFY(coarse && fine);
    QVERIFY(coarse.value().body.data.size() * 2 < fine.value().body.data.size());
}

void ThumbnailStepTest::refuses_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("sentence");

    const auto notAnImage = u"the body is not an image (PNG, JPEG, WebP or GIF)"_qs;
    QTest::newRow("empty") << QByteArray() << u"the body is empty"_qs;
    QTest::newRow("text") << QByteArray("<html><body>404</body></html>") << notAnImage;
    QTest::newRow("svg") << QByteArray(R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>)")
                         << notAnImage;
    QTest::newRow("bmp") << test::encoded(test::redOverBlue({9, 9}), "bmp") << notAnImage;
    QTest::newRow("riff, but sound") << QByteArray("RIFF\x24\0\0\0WAVEfmt ", 16) << notAnImage;
    QTest::newRow("png bomb") << test::pngHeader(30'000, 30'000)
                              << u"the image has 30000 × 30000 pixels; at most 128 megapixels are decoded"_qs;
    QTest::newRow("png of no size") << test::pngHeader(0, 0) << u"the image is damaged"_qs;
    QTest::newRow("png of absurd size") << test::pngHeader(0xFFFFFFFF, 0xFFFFFFFF) << u"the image is damaged"_qs;
    auto damaged = test::encoded(test::redOverBlue({64, 64}), "png");
    const auto pixels = damaged.indexOf("IDAT");
    damaged.replace(pixels + 4, 8, QByteArray(8, '\xFF'));
    QTest::newRow("damaged png") << damaged << u"the image is damaged"_qs;
    QTest::newRow("webp of nothing") << QByteArray("RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0", 20) << u"the image is damaged"_qs;
}

void ThumbnailStepTest::refuses()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, sentence);
    const auto output = thumbnail({data, {}, u"image/png"_qs}, fitting(64, 0));
    QVERIFY(output.failed());
    QCOMPARE(output.error().kind, ErrorKind::Step);
    QVERIFY2(output.error().message.startsWith(sentence), qPrintable(output.error().message));
    QVERIFY(!output.error().message.endsWith(u": "));
}

void ThumbnailStepTest::refusesCutShort_data()
{
    QTest::addColumn<QByteArray>("data");
    for (const char *format : {"png", "jpeg", "webp"}) {
        const auto whole = test::encoded(test::redOverBlue({640, 480}), format);
        QTest::addRow("%s, half", format) << whole.left(whole.size() / 2);
        QTest::addRow("%s, all but 30 bytes", format) << whole.chopped(30);
        QTest::addRow("%s, the first 14 bytes", format) << whole.left(14);
    }
    const auto jpeg = test::encoded(test::redOverBlue({640, 480}), "jpeg");
    QTest::newRow("jpeg, all but its end mark") << jpeg.chopped(2);
    QTest::newRow("gif") << test::tinyGif().chopped(6);
}

void ThumbnailStepTest::refusesCutShort()
{
    QFETCH(QByteArray, data);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"image"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(data);
    file.close();
    for (const Body &body : {Body{data, {}, {}}, Body{{}, file.fileName(), {}}}) {
        const auto output = thumbnail(body, fitting(64, 0));
        QVERIFY(output.failed());
        QCOMPARE(output.error().message, u"the image is cut short"_qs);
    }
    QVERIFY(thumbnail({test::tinyGif(), {}, {}}, fitting(64, 0))); // the whole one passes
}

void ThumbnailStepTest::refusesHugeFiles()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"image"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(test::encoded(test::redOverBlue({64, 64}), "png"));
    QVERIFY(file.resize(600'000'000)); // sparse
    const auto output = thumbnail({{}, file.fileName(), {}}, fitting(64, 0));
    QVERIFY(output.failed());
    QCOMPARE(output.error().message, u"the file is too large to be an image: 600 MB"_qs);
}

void ThumbnailStepTest::missingFile()
{
    const auto output = thumbnail({{}, u"/nowhere/at.all"_qs, {}}, fitting(64, 0));
    QVERIFY(output.failed());
    QCOMPARE(output.error().message, u"the file cannot be opened: No such file or directory"_qs);
}

void ThumbnailStepTest::cancelled()
{
    CancelSource source;
    source.cancel();
    const Body body{test::encoded(test::redOverBlue({640, 480}), "jpeg"), {}, {}};
    QVERIFY(ThumbnailStep(fitting(64, 0)).run({body}, {}, source.token()).cancelled());
}

QTEST_GUILESS_MAIN(ThumbnailStepTest)
#include "tst_thumbnailstep.moc"
