#include "processing/steps/convertstep.h"

#include "processing/stepparameter.h"
#include "processing/steps/imagedecoding.h"
#include "processing/steps/imageoptions.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ConvertStep", text);
}

Result<std::shared_ptr<const Step>> makeConvertStep(const QVariantMap &values)
{
    const auto encoding = imageEncodingOf(QStringLiteral("convert"), values);
    if (!encoding)
        return encoding.error();
    return {std::make_shared<const ConvertStep>(encoding.value())};
}

} // namespace

QString ConvertStep::name() const
{
    return QStringLiteral("convert");
}

Result<StepOutput> ConvertStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    const auto decoded = decodeImage(
        input.body, [](QSize original) { return original; }, token);
    if (decoded.cancelled())
        return Cancelled{};
    if (decoded.failed())
        return decoded.error();
    auto body = encodeImage(decoded.value().image, m_encoding, folders, token);
    if (body.cancelled())
        return Cancelled{};
    if (body.failed())
        return body.error();
    StepOutput output;
    output.body = std::move(body).value();
    const qint64 bytes = output.body.isFile() ? QFileInfo(output.body.file).size() : output.body.data.size();
    output.columns = {{QStringLiteral("image_format"), QString(imageFormatName(decoded.value().format))},
                      {QStringLiteral("converted_bytes"), bytes}};
    return output;
}

StepKind convertStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("convert");
    kind.sentence = tr("Writes an image anew in a format of your choice, without its metadata (EXIF, comments) but "
                       "with its colour profile; of an animation the first picture.");
    kind.parameters = {
        choiceParameter(QStringLiteral("format"), writtenFormats(), tr("The format to write.")),
        qualityParameter(),
    };
    kind.columns = {imageFormatColumn(), {QStringLiteral("converted_bytes"), tr("The size of the new file.")}};
    kind.isolation = StepKind::Isolation::ByDefault;
    kind.make = makeConvertStep;
    return kind;
}

} // namespace sluice
