#include "processing/steps/resizestep.h"

#include "processing/stepparameter.h"
#include "processing/steps/imageoptions.h"

#include <QCoreApplication>

#include <array>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ResizeStep", text);
}

constexpr QLatin1StringView keepFormat("keep");

struct NamedMode
{
    QLatin1StringView name;
    ResizeMode mode;
};

constexpr std::array modes{
    NamedMode{QLatin1StringView("fit"), ResizeMode::Fit},
    NamedMode{QLatin1StringView("fill"), ResizeMode::Fill},
    NamedMode{QLatin1StringView("stretch"), ResizeMode::Stretch},
};

ResizeMode modeNamed(const QString &name)
{
    for (const auto &known : modes) {
        if (name == known.name)
            return known.mode;
    }
    return ResizeMode::Fit;
}

Result<std::shared_ptr<const Step>> makeResizeStep(const QVariantMap &values)
{
    ResizeStep::Settings settings;
    settings.box = {values.value(QStringLiteral("width")).toInt(), values.value(QStringLiteral("height")).toInt()};
    settings.mode = modeNamed(values.value(QStringLiteral("mode")).toString());
    settings.enlarge = values.value(QStringLiteral("enlarge")).toBool();
    settings.quality = values.value(QStringLiteral("quality")).toInt();
    if (settings.box.isNull())
        return Error{ErrorKind::Input, tr("resize: give a width or a height; both are 0.")};
    if (settings.mode != ResizeMode::Fit && settings.box.isEmpty())
        return Error{ErrorKind::Input, tr("resize: the modes fill and stretch need a width and a height.")};
    if (values.value(QStringLiteral("format")).toString() != keepFormat) {
        const auto encoding = imageEncodingOf(QStringLiteral("resize"), values);
        if (!encoding)
            return encoding.error();
        settings.format = encoding.value().format;
    }
    return {std::make_shared<const ResizeStep>(settings)};
}

} // namespace

StepKind resizeStepKind()
{
    QStringList modeNames;
    for (const auto &known : modes)
        modeNames.append(known.name);

    StepKind kind;
    kind.name = QStringLiteral("resize");
    kind.sentence = tr("Brings an image to another size; of an animation the first picture.");
    kind.parameters = {
        integerParameter(QStringLiteral("width"), 1024, 0, 10'000, QStringLiteral("px"),
                         tr("So wide; 0 = as the height makes it.")),
        integerParameter(QStringLiteral("height"), 0, 0, 10'000, QStringLiteral("px"),
                         tr("So high; 0 = as the width makes it.")),
        choiceParameter(QStringLiteral("mode"), modeNames,
                        tr("fit: all of the image within width and height. fill: exactly width and height, the image "
                           "cut at its edges. stretch: exactly width and height, the proportions changed.")),
        booleanParameter(QStringLiteral("enlarge"), false,
                         tr("Enlarge images that are smaller. Without it fill and stretch keep the proportions of "
                            "width and height, as large as the image is.")),
        choiceParameter(QStringLiteral("format"), QStringList(keepFormat) + writtenFormats(),
                        tr("The format of the result; keep: that of the image, but png for a GIF.")),
        qualityParameter(),
    };
    kind.columns = imageSizeColumns();
    kind.columns.push_back({QStringLiteral("resized_width"), tr("Pixels of the result.")});
    kind.columns.push_back({QStringLiteral("resized_height"), tr("Pixels of the result.")});
    kind.isolation = StepKind::Isolation::ByDefault;
    kind.make = makeResizeStep;
    return kind;
}

} // namespace sluice
