// What the steps on images have in common: what they refuse, and that they can be stopped.
#include "processing/recipe.h"
#include "processing/steps/imagedecoding.h"
#include "processing/steps/imageencoding.h"
#include "testimages.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <ctime>

#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SLUICE_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#define SLUICE_ADDRESS_SANITIZER __has_feature(address_sanitizer)
#else
#define SLUICE_ADDRESS_SANITIZER 0
#endif

using namespace sluice;

class ImageStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refuse_data();
    void refuse();
    void refuseBombsUnopened_data();
    void refuseBombsUnopened();
    void sayWhenMemoryIsLacking_data() { everyStep(); }
    void sayWhenMemoryIsLacking();
    void saysWhenMemoryForWritingIsLacking();
    void areStoppedBeforehand_data() { everyStep(); }
    void areStoppedBeforehand();
    void decodersStopAtTheirNextRead_data();
    void decodersStopAtTheirNextRead();
    void encodersStopAtTheirNextWrite_data();
    void encodersStopAtTheirNextWrite();
    void areIsolatedByDefault_data() { everyStep(); }
    void areIsolatedByDefault();

private:
    static void everyStep();

    QByteArray m_bomb;
};

static const QStringList stepTexts{u"thumbnail"_qs, u"resize width=100"_qs, u"convert format=png"_qs, u"imageinfo"_qs};

void ImageStepsTest::everyStep()
{
    QTest::addColumn<QString>("step");
    for (const auto &text : stepTexts)
        QTest::addRow("%s", qPrintable(text)) << text;
}

static ReadyStep stepOf(const QString &text)
{
    const auto step = parseStep(text);
    if (!step)
        qFatal("%s", qPrintable(step.error().message));
    return instantiate({{step.value()}}).value().front();
}

static Result<StepOutput> run(const QString &text, const QByteArray &data, CancelToken token = {})
{
    return stepOf(text).step->run({{data}}, {}, std::move(token));
}

void ImageStepsTest::initTestCase()
{
    m_bomb = test::pngOfZeros(30'000, 30'000);
    QVERIFY(m_bomb.size() < 200'000);
}

void ImageStepsTest::refuse_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("sentence");

    const auto whole = test::encoded(test::redOverBlue({640, 480}), "jpeg");
    auto wrongCrc = test::encoded(test::redOverBlue({64, 64}), "png");
    const auto afterData = wrongCrc.indexOf("IEND") - 5; // the last byte of the checksum of the pixels
    wrongCrc[afterData] = static_cast<char>(wrongCrc[afterData] ^ 1);
    auto wrongHeader = test::encoded(test::redOverBlue({64, 64}), "png");
    wrongHeader[20] = static_cast<char>(wrongHeader[20] ^ 1); // in the width, under the checksum
    const QList<std::tuple<const char *, QByteArray, QString>> bad{
        {"truncated JPEG", whole.left(whole.size() / 2), u"the image is cut short"_qs},
        {"PNG bomb", m_bomb, u"the image has 30000 × 30000 pixels; at most 128 megapixels are decoded"_qs},
        {"text", "Not found, sorry.\n", u"the body is not an image (PNG, JPEG, WebP or GIF)"_qs},
        {"empty", {}, u"the body is empty"_qs},
        {"wrong checksum of the pixels", wrongCrc, u"the image is damaged"_qs},
        {"wrong checksum of the header", wrongHeader, u"the image is damaged"_qs},
    };
    for (const auto &step : stepTexts) {
        for (const auto &[what, data, sentence] : bad)
            QTest::addRow("%s, %s", qPrintable(step), what) << step << data << sentence;
    }
}

void ImageStepsTest::refuse()
{
    QFETCH(QString, step);
    QFETCH(QByteArray, data);
    QFETCH(QString, sentence);
    const auto output = run(step, data);
    QVERIFY(output.failed());
    QCOMPARE(output.error().kind, ErrorKind::Step);
    QVERIFY2(output.error().message.startsWith(sentence), qPrintable(output.error().message));
    QVERIFY(!output.error().message.endsWith(u'.') && !output.error().message.endsWith(u": "));
}

/// The most memory this process has used since resetPeak(), in kB.
static qint64 peakMemory()
{
    QFile status(u"/proc/self/status"_qs);
    if (!status.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(status.fileName()));
    const auto text = status.readAll();
    return text.mid(text.indexOf("VmHWM:") + 6).simplified().split(' ').constFirst().toLongLong();
}

static void resetPeak()
{
    QFile file(u"/proc/self/clear_refs"_qs);
    if (!file.open(QIODevice::WriteOnly) || file.write("5") != 1 || !file.flush())
        qFatal("cannot write %s", qPrintable(file.fileName()));
}

void ImageStepsTest::refuseBombsUnopened_data()
{
    everyStep();
}

void ImageStepsTest::refuseBombsUnopened()
{
    QFETCH(QString, step);
    resetPeak();
    const auto before = peakMemory();
    QElapsedTimer timer;
    timer.start();
    QVERIFY(run(step, m_bomb).failed());
    QVERIFY(timer.elapsed() < 1000);
    const auto grown = peakMemory() - before;
    QVERIFY2(grown < 20'000, qPrintable(QString::number(grown)));
}

/// No more than 50 MB of address space beyond what is in use, while it lives.
class LittleMemory
{
public:
    LittleMemory()
    {
        QFile pages(u"/proc/self/statm"_qs);
        if (!pages.open(QIODevice::ReadOnly) || getrlimit(RLIMIT_AS, &m_before) != 0)
            qFatal("cannot tell how much memory is in use");
        const auto used = pages.readAll().split(' ').constFirst().toLongLong() * sysconf(_SC_PAGESIZE);
        const rlimit tight{static_cast<rlim_t>(used) + 50'000'000, m_before.rlim_max};
        setrlimit(RLIMIT_AS, &tight);
    }
    LittleMemory(const LittleMemory &) = delete;
    LittleMemory &operator=(const LittleMemory &) = delete;
    ~LittleMemory() { setrlimit(RLIMIT_AS, &m_before); }

private:
    rlimit m_before{};
};

static Result<Body> encodedWithLittleMemory(const QImage &image, ImageFormat format)
{
    const LittleMemory little;
    return encodeImage(image, {format, 85}, {}, {});
}

static Result<StepOutput> runWithLittleMemory(const Step &step, const Body &body)
{
    const LittleMemory little;
    return step.run({body}, {}, {});
}

void ImageStepsTest::sayWhenMemoryIsLacking()
{
#if SLUICE_ADDRESS_SANITIZER
    QSKIP("an address sanitizer needs address space without bounds");
#endif
    QFETCH(QString, step);
    const auto ready = stepOf(step);
    const Body image{test::pngOfZeros(10'000, 10'000, 8)};
    QVERIFY(run(step, test::encoded(test::redOverBlue({64, 64}), "png"))); // loads what it needs
    const auto output = runWithLittleMemory(*ready.step, image);
    QVERIFY(output.failed());
    QCOMPARE(output.error().message, u"there is not enough memory to decode the image of 10000 × 10000 pixels"_qs);
}

void ImageStepsTest::saysWhenMemoryForWritingIsLacking()
{
#if SLUICE_ADDRESS_SANITIZER
    QSKIP("an address sanitizer needs address space without bounds");
#endif
    const auto image = test::noise({6000, 5000});
    QVERIFY(encodeImage(image.copy(0, 0, 64, 64), {ImageFormat::Webp, 85}, {}, {})); // loads what it needs
    const auto body = encodedWithLittleMemory(image, ImageFormat::Webp);
    QVERIFY(body.failed());
    QCOMPARE(body.error().message,
             u"the image of 6000 × 5000 pixels cannot be written as webp; there may not be enough memory"_qs);
}

void ImageStepsTest::areStoppedBeforehand()
{
    QFETCH(QString, step);
    CancelSource source;
    source.cancel();
    QVERIFY(run(step, test::encoded(test::redOverBlue({64, 64}), "png"), source.token()).cancelled());
}

void ImageStepsTest::decodersStopAtTheirNextRead_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"png", "jpeg"})
        QTest::addRow("%s", format) << QByteArray(format);
}

void ImageStepsTest::decodersStopAtTheirNextRead()
{
    QFETCH(QByteArray, format);
    const Body body{test::encoded(test::noise({3000, 3000}), format.constData())};
    const auto before = std::clock();
    QVERIFY(decodeImage(body, [](QSize size) { return size; }, {}));
    const auto whole = std::clock() - before;

    CancelSource source;
    const auto cancelAfterTheHeader = [&source](QSize size) {
        source.cancel();
        return size;
    };
    QVERIFY(decodeImage(body, cancelAfterTheHeader, source.token()).cancelled());
    const auto stopped = std::clock() - before - whole; // a JPEG is filled up with grey, which takes a while
    QVERIFY2(stopped * 3 < whole * 2, qPrintable(u"%1 of %2"_qs.arg(stopped).arg(whole)));
}

void ImageStepsTest::encodersStopAtTheirNextWrite_data()
{
    QTest::addColumn<ImageFormat>("format");
    for (const auto format : {ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Webp})
        QTest::addRow("%s", imageFormatName(format).data()) << format;
}

void ImageStepsTest::encodersStopAtTheirNextWrite()
{
    QFETCH(ImageFormat, format);
    const auto image = test::noise({1000, 1000});
    QVERIFY(encodeImage(image, {format, 85}, {}, {}));
    CancelSource source;
    source.cancel();
    QVERIFY(encodeImage(image, {format, 85}, {}, source.token()).cancelled());
}

void ImageStepsTest::areIsolatedByDefault()
{
    QFETCH(QString, step);
    QVERIFY(stepOf(step).isolated);
}

QTEST_GUILESS_MAIN(ImageStepsTest)
#include "tst_imagesteps.moc"
