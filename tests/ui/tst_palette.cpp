#include "ui/theme/palette.h"

#include <QTest>

using namespace sluice;

class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsRight();
    void textCanBeRead_data();
    void textCanBeRead();
    void signsCanBeSeen_data();
    void signsCanBeSeen();
    void bandsCanBeSeenAndToldApart();
    void palettesTellThemselvesApart();
};

namespace {

struct Pair
{
    const char *name;
    QColor Palette::*text;
    QColor Palette::*ground;
};

void addRows(std::initializer_list<Pair> pairs)
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const auto *palette : {&lightPalette(), &darkPalette()}) {
        for (const auto &pair : pairs)
            QTest::addRow("%s, %s", palette->dark ? "dark" : "light", pair.name)
                << palette->*pair.text << palette->*pair.ground;
    }
}

} // namespace

void TestPalette::contrastIsRight()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    QVERIFY(std::abs(contrastRatio(QColor(0x777777), Qt::white) - 4.48) < 0.01);
}

void TestPalette::textCanBeRead_data()
{
    addRows({
        {"text on window", &Palette::text, &Palette::window},
        {"text on card", &Palette::text, &Palette::card},
        {"text on header", &Palette::text, &Palette::header},
        {"text on what is selected", &Palette::text, &Palette::accentGround},
        {"text on trouble", &Palette::text, &Palette::failedGround},
        {"dimmed on window", &Palette::dimmed, &Palette::window},
        {"dimmed on card", &Palette::dimmed, &Palette::card},
        {"dimmed on header", &Palette::dimmed, &Palette::header},
        {"dimmed on what is selected", &Palette::dimmed, &Palette::accentGround},
        {"text of the primary button", &Palette::onAccent, &Palette::accent},
        {"links", &Palette::accent, &Palette::card},
    });
}

void TestPalette::textCanBeRead()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = contrastRatio(text, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void TestPalette::signsCanBeSeen_data()
{
    addRows({
        {"queued", &Palette::queued, &Palette::card},
        {"running", &Palette::running, &Palette::card},
        {"retrying", &Palette::retrying, &Palette::card},
        {"succeeded", &Palette::succeeded, &Palette::card},
        {"failed", &Palette::failed, &Palette::card},
        {"cancelled", &Palette::cancelled, &Palette::card},
        {"computing", &Palette::computing, &Palette::card},
        {"queued, selected", &Palette::queued, &Palette::accentGround},
        {"retrying, selected", &Palette::retrying, &Palette::accentGround},
        {"failed, selected", &Palette::failed, &Palette::accentGround},
    });
}

void TestPalette::signsCanBeSeen()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = contrastRatio(text, ground);
    QVERIFY2(ratio >= 3, qPrintable(QString::number(ratio)));
}

void TestPalette::palettesTellThemselvesApart()
{
    QCOMPARE(paletteFor(toQPalette(lightPalette())).dark, false);
    QCOMPARE(paletteFor(toQPalette(darkPalette())).dark, true);
}

void TestPalette::bandsCanBeSeenAndToldApart()
{
    for (const auto *palette : {&lightPalette(), &darkPalette()}) {
        for (const auto &band : palette->bands) {
            QVERIFY2(contrastRatio(band, palette->card) >= 3, qPrintable(band.name()));
            for (const auto &other : palette->bands) {
                const int apart = std::abs(band.red() - other.red()) + std::abs(band.green() - other.green()) +
                                  std::abs(band.blue() - other.blue());
                QVERIFY2(&band == &other || apart >= 64, qPrintable(band.name() + other.name()));
            }
        }
    }
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
