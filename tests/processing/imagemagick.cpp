#include "processing/imagemagick.h"

#include <QHash>
#include <QProcess>

namespace sluice::test {

QByteArray magick(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral("convert"), arguments);
    if (!process.waitForStarted())
        qFatal("cannot start convert: install ImageMagick");
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        qFatal("convert %s: %s", qPrintable(arguments.join(u' ')), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

QByteArray picture(int seed, QSize size, const QString &format)
{
    static QHash<QString, QByteArray> made; // each takes a fifth of a second
    const auto geometry = QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
    auto &image = made[QStringLiteral("%1 %2 %3").arg(geometry, format).arg(seed)];
    if (image.isEmpty()) {
        image = magick({QStringLiteral("-seed"), QString::number(seed), QStringLiteral("-size"), geometry,
                        QStringLiteral("plasma:fractal"), QStringLiteral("-depth"), QStringLiteral("8"),
                        QStringLiteral("-strip"), format + QStringLiteral(":-")});
    }
    return image;
}

QString described(const QByteArray &image, const QString &format)
{
    return QString::fromUtf8(
        magick({QStringLiteral("-[0]"), QStringLiteral("-auto-orient"), QStringLiteral("-background"),
                QStringLiteral("white"), QStringLiteral("-alpha"), QStringLiteral("remove"), QStringLiteral("-format"),
                format, QStringLiteral("info:-")},
               image));
}

} // namespace sluice::test
