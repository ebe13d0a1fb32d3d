#include "processing/imagemagick.h"
#include "processing/recipe.h"
#include "processing/steps/resizestep.h"
#include "testimages.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sluice;

class ResizeStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithImageMagick_data();
    void agreesWithImageMagick();
    void cutsTheMiddleOut_data();
    void cutsTheMiddleOut();
    void turnsUprightFirst();
    void formats_data();
    void formats();
    void kindsOfPixels_data();
    void kindsOfPixels();
    void keepsTransparencyWhereItCan();
    void largeResultsGoToTheScratchFolder();
    void refusesHugeResults();
    void refusesWhatDoesNotGoTogether_data();
    void refusesWhatDoesNotGoTogether();
};

static Result<StepOutput> resized(const QByteArray &image, const QString &options, const StepFolders &folders = {})
{
    const auto step = parseStep(u"resize "_qs + options);
    if (!step)
        return step.error();
    const auto steps = instantiate({{step.value()}});
    if (!steps)
        return steps.error();
    return steps.value().front().step->run({{image}}, folders, {});
}

static QString sentenceOf(const Result<StepOutput> &result)
{
    return result.failed() ? result.error().message : QString();
}

void ResizeStepTest::agreesWithImageMagick_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("theirs");

    const QSize wide(640, 400);
    QTest::newRow("fit") << wide << u"width=100 height=100"_qs << u"-resize 100x100>"_qs;
    QTest::newRow("fit width") << wide << u"width=333"_qs << u"-resize 333>"_qs;
    QTest::newRow("fit height") << wide << u"width=0 height=99"_qs << u"-resize x99>"_qs;
    QTest::newRow("not enlarged") << wide << u"width=2000"_qs << u"-resize 2000>"_qs;
    QTest::newRow("enlarged") << wide << u"width=1000 enlarge=yes"_qs << u"-resize 1000"_qs;
    QTest::newRow("stretch") << wide << u"width=80 height=300 mode=stretch"_qs << u"-resize 80x300!"_qs;
    QTest::newRow("stretch, enlarged") << wide << u"width=800 height=300 mode=stretch enlarge=yes"_qs
                                       << u"-resize 800x300!"_qs;
    QTest::newRow("fill") << wide << u"width=150 height=150 mode=fill"_qs
                          << u"-resize 150x150^ -gravity center -extent 150x150"_qs;
    QTest::newRow("fill, high") << QSize(400, 640) << u"width=300 height=100 mode=fill"_qs
                                << u"-resize 300x100^ -gravity center -extent 300x100"_qs;
    QTest::newRow("fill, enlarged") << wide << u"width=900 height=900 mode=fill enlarge=yes"_qs
                                    << u"-resize 900x900^ -gravity center -extent 900x900"_qs;
    QTest::newRow("fill, not enlarged") << wide << u"width=900 height=900 mode=fill"_qs
                                        << u"-gravity center -extent 400x400"_qs;
}

void ResizeStepTest::agreesWithImageMagick()
{
    QFETCH(QSize, size);
    QFETCH(QString, options);
    QFETCH(QString, theirs);
    const auto original = test::picture(3, size, u"jpeg"_qs);
    const auto output = resized(original, options + u" format=png"_qs);
    QVERIFY2(output, qPrintable(sentenceOf(output)));
    const auto ours = QImage::fromData(output.value().body.data);
    const auto expected =
        QImage::fromData(test::magick(QStringList(u"-"_qs) + theirs.split(u' ') + QStringList(u"png:-"_qs), original));
    // they round, we drop fractions
    QVERIFY(std::abs(ours.width() - expected.width()) <= 1 && std::abs(ours.height() - expected.height()) <= 1);
    const auto &columns = output.value().columns;
    QCOMPARE(QSize(columns[u"image_width"].toInt(), columns[u"image_height"].toInt()), size);
    QCOMPARE(QSize(columns[u"resized_width"].toInt(), columns[u"resized_height"].toInt()), ours.size());
    // the same place shows the same thing
    for (int place = 1; place < 16; ++place) {
        const auto seen = [place](const QImage &image) {
            return qGray(image.scaled(16, 16, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(place, place));
        };
        QVERIFY(std::abs(seen(ours) - seen(expected)) <= 6);
    }
}

void ResizeStepTest::cutsTheMiddleOut_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("side");
    QTest::newRow("reduced") << u"width=20 height=20 mode=fill"_qs << 20;
    QTest::newRow("as it is") << u"width=100 height=100 mode=fill"_qs << 100;
    QTest::newRow("enlarged") << u"width=300 height=300 mode=fill enlarge=yes"_qs << 300;
    QTest::newRow("not enlarged") << u"width=300 height=300 mode=fill"_qs << 100;
}

void ResizeStepTest::cutsTheMiddleOut()
{
    QFETCH(QString, options);
    QFETCH(int, side);
    QImage image(300, 100, QImage::Format_RGB32);
    image.fill(Qt::red);
    for (int y = 0; y < 100; ++y) {
        for (int x = 100; x < 200; ++x)
            image.setPixelColor(x, y, Qt::blue);
    }
    const auto output = resized(test::encoded(image, "png"), options);
    QVERIFY2(output, qPrintable(sentenceOf(output)));
    const auto result = QImage::fromData(output.value().body.data);
    QCOMPARE(result.size(), QSize(side, side));
    for (const auto &place : {QPoint(1, 1), QPoint(side - 2, side / 2), QPoint(side / 2, side - 2)})
        QCOMPARE(result.pixelColor(place), QColor(Qt::blue));
}

void ResizeStepTest::turnsUprightFirst()
{
    const auto jpeg = test::encoded(test::redOverBlue({800, 400}), "jpeg");
    for (const int orientation : {1, 3, 5, 8}) {
        const auto turned = test::withOrientation(jpeg, orientation);
        for (const auto *options : {"width=100 height=50 mode=fill", "width=100 height=50 mode=fit"}) {
            const bool fills = QByteArray(options).endsWith("fill");
            const auto output = resized(turned, QString::fromLatin1(options));
            QVERIFY2(output, qPrintable(sentenceOf(output)));
            const auto how = fills ? u"-resize 100x50^ -gravity center -extent 100x50"_qs : u"-resize 100x50"_qs;
            const auto theirs = test::magick(
                QStringList{u"-"_qs, u"-auto-orient"_qs} + how.split(u' ') + QStringList(u"png:-"_qs), turned);
            const auto ours = QImage::fromData(output.value().body.data);
            const auto expected = QImage::fromData(theirs);
            QCOMPARE(ours.size(), expected.size());
            for (const auto &place : {QPoint(3, 3), QPoint(ours.width() - 4, 3), QPoint(3, ours.height() - 4)})
                QVERIFY2(std::abs(qRed(ours.pixel(place)) - qRed(expected.pixel(place))) < 12,
                         qPrintable(u"%1 %2 %3 %4,%5 %6"_qs.arg(orientation)
                                        .arg(qRed(ours.pixel(place)))
                                        .arg(qRed(expected.pixel(place)))
                                        .arg(place.x())
                                        .arg(place.y())
                                        .arg(QString::fromLatin1(options))));
        }
    }
}

void ResizeStepTest::formats_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("result");
    for (const auto &source : {u"png"_qs, u"jpeg"_qs, u"webp"_qs, u"gif"_qs}) {
        QTest::addRow("%s kept", qPrintable(source))
            << source << u"keep"_qs << (source == u"gif"_qs ? u"png"_qs : source);
        for (const auto &format : {u"png"_qs, u"jpeg"_qs, u"webp"_qs})
            QTest::addRow("%s to %s", qPrintable(source), qPrintable(format)) << source << format << format;
    }
}

void ResizeStepTest::formats()
{
    QFETCH(QString, source);
    QFETCH(QString, format);
    QFETCH(QString, result);
    const auto output = resized(test::picture(1, {64, 48}, source), u"width=32 format="_qs + format);
    QVERIFY2(output, qPrintable(sentenceOf(output)));
    QCOMPARE(output.value().body.contentType, u"image/"_qs + result);
    QCOMPARE(test::described(output.value().body.data, u"%m %w %h"_qs), result.toUpper() + u" 32 24"_qs);
}

void ResizeStepTest::kindsOfPixels_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("grey") << u"-colorspace Gray png:-"_qs;
    QTest::newRow("grey JPEG") << u"-colorspace Gray jpeg:-"_qs;
    QTest::newRow("black and white") << u"-monochrome png:-"_qs;
    QTest::newRow("palette of two") << u"-colors 2 png8:-"_qs;
    QTest::newRow("palette") << u"-colors 12 png8:-"_qs;
    QTest::newRow("palette with transparency") << u"-fuzz 30% -transparent black -colors 12 png8:-"_qs;
    QTest::newRow("transparency") << u"-fuzz 30% -transparent black png32:-"_qs;
    QTest::newRow("16 bits") << u"-depth 16 png48:-"_qs;
    QTest::newRow("interlaced") << u"-interlace PNG png:-"_qs;
    QTest::newRow("GIF") << u"gif:-"_qs;
    QTest::newRow("GIF with transparency") << u"-fuzz 30% -transparent black gif:-"_qs;
}

void ResizeStepTest::kindsOfPixels()
{
    QFETCH(QString, how);
    const auto original = test::magick(QStringList(u"-"_qs) + how.split(u' '), test::picture(6, {640, 480}, u"png"_qs));
    const auto output = resized(original, u"width=20 format=png"_qs);
    QVERIFY2(output, qPrintable(sentenceOf(output)));
    const auto theirs = QImage::fromData(test::magick(
        {u"-"_qs, u"-filter"_qs, u"Box"_qs, u"-resize"_qs, u"20"_qs, u"-depth"_qs, u"8"_qs, u"png32:-"_qs}, original));
    const auto ours = QImage::fromData(output.value().body.data).convertToFormat(QImage::Format_ARGB32_Premultiplied);
    const auto expected = theirs.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QCOMPARE(ours.size(), QSize(20, 15));
    for (int y = 0; y < 15; ++y) {
        for (int x = 0; x < 20; ++x) {
            for (int shift = 0; shift < 32; shift += 8) {
                const auto value = [&](const QImage &image) {
                    return static_cast<int>(reinterpret_cast<const QRgb *>(image.constScanLine(y))[x] >> shift & 255);
                };
                QVERIFY2(std::abs(value(ours) - value(expected)) <= 6,
                         qPrintable(u"%1, %2: %3 and %4"_qs.arg(x).arg(y).arg(value(ours)).arg(value(expected))));
            }
        }
    }
}

void ResizeStepTest::keepsTransparencyWhereItCan()
{
    const auto png = test::magick({u"-size"_qs, u"64x64"_qs, u"xc:none"_qs, u"png:-"_qs});
    for (const auto &[format, alpha] : {std::pair(u"png"_qs, 0), {u"webp"_qs, 0}, {u"jpeg"_qs, 255}}) {
        const auto output = resized(png, u"width=8 format="_qs + format);
        QVERIFY(output);
        const auto pixel = QImage::fromData(output.value().body.data).pixel(4, 4);
        QCOMPARE(qAlpha(pixel), alpha);
        QVERIFY(alpha == 0 || qGreen(pixel) > 250);
    }
}

void ResizeStepTest::largeResultsGoToTheScratchFolder()
{
    const QTemporaryDir folder;
    const auto noise = test::magick({u"-size"_qs, u"100x100"_qs, u"xc:"_qs, u"+noise"_qs, u"Random"_qs, u"png:-"_qs});
    const auto output = resized(noise, u"width=3000 enlarge=yes format=png"_qs, {{}, folder.path()});
    QVERIFY2(output, qPrintable(sentenceOf(output)));
    QVERIFY(output.value().body.isFile());
    QCOMPARE(QImage(output.value().body.file).size(), QSize(3000, 3000));
}

void ResizeStepTest::refusesHugeResults()
{
    const auto tall = test::encoded(QImage(4, 40'000, QImage::Format_Grayscale8), "png");
    auto output = resized(tall, u"width=1000 enlarge=yes"_qs);
    QCOMPARE(sentenceOf(output),
             u"the resized image would have 1000 × 10000000 pixels; at most 128 megapixels are made"_qs);
    output = resized(tall, u"width=10 enlarge=yes format=webp"_qs);
    QCOMPARE(sentenceOf(output),
             u"an image of 10 × 100000 pixels does not go into a webp file, whose sides have 16383 at most"_qs);
    output = resized(tall, u"width=10 enlarge=yes format=jpeg"_qs);
    QCOMPARE(sentenceOf(output),
             u"an image of 10 × 100000 pixels does not go into a jpeg file, whose sides have 65500 at most"_qs);
    QVERIFY(resized(tall, u"width=10 enlarge=yes format=png"_qs));
}

void ResizeStepTest::refusesWhatDoesNotGoTogether_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("sentence");
    const auto needsBoth = u"resize: the modes fill and stretch need a width and a height."_qs;
    QTest::newRow("nothing") << u"width=0"_qs << u"resize: give a width or a height; both are 0."_qs;
    QTest::newRow("fill without height") << u"mode=fill"_qs << needsBoth;
    QTest::newRow("stretch without width") << u"mode=stretch width=0 height=9"_qs << needsBoth;
    QTest::newRow("mode") << u"mode=crop"_qs << u"resize: mode cannot be “crop”. Possible: fit, fill, stretch."_qs;
    QTest::newRow("format") << u"format=gif"_qs
                            << u"resize: format cannot be “gif”. Possible: keep, jpeg, png, webp."_qs;
}

void ResizeStepTest::refusesWhatDoesNotGoTogether()
{
    QFETCH(QString, options);
    const auto output = resized({}, options);
    QTEST(sentenceOf(output), "sentence");
    QCOMPARE(output.error().kind, ErrorKind::Input);
}

QTEST_GUILESS_MAIN(ResizeStepTest)
#include "tst_resizestep.moc"
