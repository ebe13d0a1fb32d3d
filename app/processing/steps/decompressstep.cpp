#include "processing/steps/decompressstep.h"

#include "files/filename.h"
#include "formats/archivedevice.h"
#include "processing/stepparameter.h"
#include "processing/steps/bodydevice.h"
#include "processing/steps/bodywriter.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

constexpr qint64 pieceSize = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("DecompressStep", text);
}

/// "rows.csv.gz" -> text/csv: the only thing that says what is inside before anyone looks.
QString innerType(const QUrl &url)
{
    const auto name = fileNameFromUrl(url, {});
    const auto extension = fileExtension(name).toLower();
    static const QStringList packed{QStringLiteral("gz"), QStringLiteral("bz2"), QStringLiteral("xz"),
                                    QStringLiteral("zst")};
    return packed.contains(extension) ? contentTypeOfName(name.chopped(extension.size() + 1)) : QString();
}

Result<void> unpack(ArchiveDevice *packed, GrowthLimit growth, BodyWriter *output, const CancelToken &token)
{
    QByteArray piece(pieceSize, Qt::Uninitialized);
    while (true) {
        const auto count = packed->read(piece.data(), piece.size());
        if (token.isCancelled())
            return Cancelled{};
        if (count < 0)
            return stepFailure(packed->errorString());
        if (count == 0)
            return success();
        if (const auto small = growth.add(count); !small)
            return small;
        if (const auto written = output->write(QByteArrayView(piece).first(count)); !written)
            return written;
    }
}

} // namespace

QString DecompressStep::name() const
{
    return QStringLiteral("decompress");
}

Result<StepOutput> DecompressStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    auto device = std::make_unique<BodyDevice>(input.body, token);
    if (!device->openForReading())
        return stepFailure(tr("the file cannot be opened: %1").arg(device->errorString()));
    const auto packedSize = device->size();
    const auto beginning = device->read(ArchiveDevice::magicSize);
    if (token.isCancelled())
        return Cancelled{};
    if (!ArchiveDevice::packingOf(beginning)) {
        device.reset(); // it looks into the body
        if (m_settings.optional)
            return StepOutput{std::move(input.body)};
        return stepFailure(packedSize == 0 ? tr("the body is empty")
                                           : tr("the body is not compressed (gzip, bzip2, xz or zstd)"));
    }
    ArchiveDevice packed(std::move(device), beginning);
    BodyWriter output(folders.scratch);
    const auto unpacked = unpack(&packed, {m_settings.growth, packedSize}, &output, token);
    if (unpacked.cancelled())
        return Cancelled{};
    if (unpacked.failed())
        return unpacked.error();
    return StepOutput{output.take(innerType(input.url))};
}

StepKind decompressStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("decompress");
    kind.sentence =
        tr("Decompresses the body, which becomes what was packed: gzip, bzip2, xz or zstd, recognised by its "
           "first bytes.");
    kind.parameters = growthParameters();
    kind.parameters.push_back(booleanParameter(QStringLiteral("optional"), false,
                                               tr("Pass on unchanged what is not compressed, instead of failing.")));
    kind.isolation = StepKind::Isolation::ByDefault;
    kind.make = [](const QVariantMap &values) -> Result<std::shared_ptr<const Step>> {
        const DecompressStep::Settings settings{growthSettings(values),
                                                values.value(QStringLiteral("optional")).toBool()};
        return {std::make_shared<const DecompressStep>(settings)};
    };
    return kind;
}

} // namespace sluice
