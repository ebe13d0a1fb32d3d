#include "processing/steps/imagesize.h"

#include <QTest>

using namespace sluice;

class ImageSizeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsWithin_data();
    void fitsWithin();
    void plans_data();
    void plans();
    void neverNeedsMuchMoreThanItYields();
};

void ImageSizeTest::fitsWithin_data()
{
    QTest::addColumn<QSize>("original");
    QTest::addColumn<QSize>("box");
    QTest::addColumn<QSize>("kept"); // without enlarging
    QTest::addColumn<QSize>("enlarged");

    QTest::newRow("width") << QSize(400, 200) << QSize(100, 0) << QSize(100, 50) << QSize(100, 50);
    QTest::newRow("height") << QSize(400, 200) << QSize(0, 100) << QSize(200, 100) << QSize(200, 100);
    QTest::newRow("box") << QSize(400, 200) << QSize(100, 100) << QSize(100, 50) << QSize(100, 50);
    QTest::newRow("small") << QSize(40, 20) << QSize(100, 100) << QSize(40, 20) << QSize(100, 50);
    QTest::newRow("small, width") << QSize(40, 20) << QSize(100, 0) << QSize(40, 20) << QSize(100, 50);
    QTest::newRow("very thin") << QSize(2000, 2) << QSize(10, 0) << QSize(10, 1) << QSize(10, 1);
    QTest::newRow("very long") << QSize(1, 100'000'000) << QSize(10'000, 0) << QSize(1, 100'000'000)
                               << QSize(21, std::numeric_limits<int>::max());
}

void ImageSizeTest::fitsWithin()
{
    QFETCH(QSize, original);
    QFETCH(QSize, box);
    QTEST(sizeWithin(original, box, false), "kept");
    QTEST(sizeWithin(original, box, true), "enlarged");
}

void ImageSizeTest::plans_data()
{
    QTest::addColumn<QSize>("original");
    QTest::addColumn<ResizeMode>("mode");
    QTest::addColumn<bool>("enlarge");
    QTest::addColumn<ResizePlan>("plan"); // for a box of 200 × 100

    const auto whole = [](int width, int height) {
        return ResizePlan{{width, height}, {0, 0, width, height}, {width, height}};
    };
    QTest::newRow("fit") << QSize(400, 400) << ResizeMode::Fit << false << whole(100, 100);
    QTest::newRow("fit, small") << QSize(40, 40) << ResizeMode::Fit << false << whole(40, 40);
    QTest::newRow("fit, enlarged") << QSize(40, 40) << ResizeMode::Fit << true << whole(100, 100);
    QTest::newRow("stretch") << QSize(400, 400) << ResizeMode::Stretch << false << whole(200, 100);
    QTest::newRow("stretch, small") << QSize(400, 50) << ResizeMode::Stretch << false << whole(100, 50);
    QTest::newRow("stretch, enlarged") << QSize(400, 50) << ResizeMode::Stretch << true << whole(200, 100);
    QTest::newRow("fill, too high") << QSize(400, 400) << ResizeMode::Fill << false
                                    << ResizePlan{{200, 200}, {0, 50, 200, 100}, {200, 100}};
    QTest::newRow("fill, too wide") << QSize(900, 300) << ResizeMode::Fill << false
                                    << ResizePlan{{300, 100}, {50, 0, 200, 100}, {200, 100}};
    QTest::newRow("fill, same size") << QSize(200, 100) << ResizeMode::Fill << false << whole(200, 100);
    QTest::newRow("fill, small") << QSize(400, 50) << ResizeMode::Fill << false
                                 << ResizePlan{{400, 50}, {150, 0, 100, 50}, {100, 50}};
    QTest::newRow("fill, enlarged") << QSize(400, 50) << ResizeMode::Fill << true
                                    << ResizePlan{{400, 50}, {150, 0, 100, 50}, {200, 100}};
}

void ImageSizeTest::plans()
{
    QFETCH(QSize, original);
    QFETCH(ResizeMode, mode);
    QFETCH(bool, enlarge);
    QFETCH(ResizePlan, plan);
    const auto made = resizePlan(original, {200, 100}, mode, enlarge);
    QCOMPARE(made.decoded, plan.decoded);
    QCOMPARE(made.part, plan.part);
    QCOMPARE(made.result, plan.result);
}

void ImageSizeTest::neverNeedsMuchMoreThanItYields()
{
    const auto area = [](QSize size) {
        return qint64(size.width()) * size.height();
    };
    const auto sides = {1, 2, 3, 10, 99, 640, 4'001, 10'000};
    for (const int width : sides) {
        for (const int height : sides) {
            for (const int wide : sides) {
                for (const int high : sides) {
                    for (const auto mode : {ResizeMode::Fit, ResizeMode::Fill, ResizeMode::Stretch}) {
                        const auto plan = resizePlan({width, height}, {wide, high}, mode, true);
                        QVERIFY(area(plan.decoded) <= std::max(qint64(width) * height, qint64(wide) * high));
                        QVERIFY(QRect({}, plan.decoded).contains(plan.part));
                        QVERIFY(plan.result == QSize(wide, high) || mode == ResizeMode::Fit);
                    }
                }
            }
        }
    }
}

QTEST_APPLESS_MAIN(ImageSizeTest)
#include "tst_imagesize.moc"
