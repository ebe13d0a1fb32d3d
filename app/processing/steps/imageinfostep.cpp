#include "processing/steps/imageinfostep.h"

#include "processing/steps/imagedecoding.h"
#include "processing/steps/imageoptions.h"
#include "processing/steps/perceptualhash.h"

#include <QColor>
#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ImageInfoStep", text);
}

// Four times what the hash needs. Decoders that cannot reduce scale by averages, so the mean stays.
constexpr QSize sampled(128, 128);

/// Of the values as stored, not of light; "#rrggbb".
QString meanColour(const QImage &opaque)
{
    qint64 red = 0;
    qint64 green = 0;
    qint64 blue = 0;
    for (int y = 0; y < opaque.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(opaque.constScanLine(y));
        for (int x = 0; x < opaque.width(); ++x) {
            red += qRed(line[x]);
            green += qGreen(line[x]);
            blue += qBlue(line[x]);
        }
    }
    const qint64 pixels = qint64(opaque.width()) * opaque.height();
    const auto mean = [pixels](qint64 sum) {
        return static_cast<int>((sum + pixels / 2) / pixels);
    };
    return QColor(mean(red), mean(green), mean(blue)).name();
}

} // namespace

QString ImageInfoStep::name() const
{
    return QStringLiteral("imageinfo");
}

Result<StepOutput> ImageInfoStep::run(StepInput input, const StepFolders &, CancelToken token) const
{
    const auto decoded = decodeImage(
        input.body, [](QSize original) { return original.boundedTo(sampled); }, token);
    if (decoded.cancelled())
        return Cancelled{};
    if (decoded.failed())
        return decoded.error();
    const auto opaque = onWhite(decoded.value().image);
    auto columns = imageSizeValues(decoded.value().originalSize);
    columns.insert(QStringLiteral("image_format"), QString(imageFormatName(decoded.value().format)));
    columns.insert(QStringLiteral("mean_color"), meanColour(opaque));
    columns.insert(QStringLiteral("phash"), QStringLiteral("%1").arg(perceptualHash(opaque), 16, 16, QLatin1Char('0')));
    return StepOutput{std::move(input.body), columns};
}

StepKind imageInfoStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("imageinfo");
    kind.sentence = tr("Tells size, format, mean colour and a hash of what the image looks like, by which near "
                       "duplicates can be found; of an animation, of its first picture.");
    kind.columns = imageSizeColumns();
    kind.columns.push_back(imageFormatColumn());
    kind.columns.push_back({QStringLiteral("mean_color"), tr("The mean of all pixels, “#rrggbb”; transparency counts "
                                                             "as white.")});
    kind.columns.push_back({QStringLiteral("phash"),
                            tr("64 bits in hexadecimal, of which copies of one image share nearly all, whatever their "
                               "size and format: the fewer differ, the more alike.")});
    kind.isolation = StepKind::Isolation::ByDefault;
    kind.make = [](const QVariantMap &) -> Result<std::shared_ptr<const Step>> {
        return {std::make_shared<const ImageInfoStep>()};
    };
    return kind;
}

} // namespace sluice
