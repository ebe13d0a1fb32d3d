#include "ui/theme/stylesheet.h"

#include "ui/theme/icons.h"
#include "ui/theme/palette.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFont>

#include <utility>

namespace sluice {

namespace {

QColor between(const QColor &one, const QColor &other, float part)
{
    const auto mix = [part](float a, float b) {
        return a + (b - a) * part;
    };
    return QColor::fromRgbF(mix(one.redF(), other.redF()), mix(one.greenF(), other.greenF()),
                            mix(one.blueF(), other.blueF()));
}

/// Without its image an arrow is missing, no more: a full disk is not worth a message here.
void writeImage(const QDir &folder, QLatin1StringView file, QLatin1StringView iconName, const QColor &color)
{
    QFile out(folder.filePath(file));
    if (out.open(QIODevice::WriteOnly))
        out.write(iconSvg(iconName, color));
}

} // namespace

QString styleSheet(const Palette &palette, const QString &imageFolder)
{
    // Qt keeps images of a stylesheet by file name, so each palette has a folder of its own.
    const QDir images(imageFolder + (palette.dark ? u"/dark"_qs : u"/light"_qs));
    images.mkpath(QStringLiteral("."));
    writeImage(images, QLatin1StringView("up.svg"), QLatin1StringView("chevron-up"), palette.dimmed);
    writeImage(images, QLatin1StringView("down.svg"), QLatin1StringView("chevron-down"), palette.dimmed);
    writeImage(images, QLatin1StringView("check.svg"), QLatin1StringView("check"), palette.onAccent);

    const auto base = QApplication::font().pointSizeF();
    const auto points = [](double size) {
        return QStringLiteral("%1pt").arg(size);
    };
    const std::pair<QLatin1StringView, QString> values[] = {
        {QLatin1StringView("window"), palette.window.name()},
        {QLatin1StringView("card"), palette.card.name()},
        {QLatin1StringView("header"), palette.header.name()},
        {QLatin1StringView("line"), palette.line.name()},
        {QLatin1StringView("text"), palette.text.name()},
        {QLatin1StringView("dimmed"), palette.dimmed.name()},
        {QLatin1StringView("disabled"), between(palette.dimmed, palette.card, 0.35F).name()},
        {QLatin1StringView("accent"), palette.accent.name()},
        {QLatin1StringView("accentHover"), between(palette.accent, palette.text, 0.15F).name()},
        {QLatin1StringView("accentGround"), palette.accentGround.name()},
        {QLatin1StringView("onAccent"), palette.onAccent.name()},
        {QLatin1StringView("failed"), palette.failed.name()},
        {QLatin1StringView("failedGround"), palette.failedGround.name()},
        {QLatin1StringView("scroll"), between(palette.line, palette.dimmed, 0.25F).name()},
        {QLatin1StringView("headingSize"), points(base + 3)},
        {QLatin1StringView("valueSize"), points(base + 5)},
        {QLatin1StringView("images"), images.path()},
    };

    QFile file(QStringLiteral(":/sluice.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto sheet = QString::fromUtf8(file.readAll());
    for (const auto &[name, value] : values)
        sheet.replace(QStringLiteral("${%1}").arg(name), value);
    return sheet;
}

} // namespace sluice
