#include "files/nametemplate.h"
#include "processing/stepparameter.h"
#include "processing/steps/unpackstep.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("UnpackStep", text);
}

Result<std::shared_ptr<const Step>> makeUnpackStep(const QVariantMap &values)
{
    const UnpackStep::Settings settings{
        .into = values.value(QStringLiteral("into")).toString(),
        .only = values.value(QStringLiteral("only")).toString(),
        .member = values.value(QStringLiteral("member")).toString(),
        .mostFiles = values.value(QStringLiteral("files")).toInt(),
        .growth = growthSettings(values),
    };
    if (!settings.only.isEmpty() && !settings.member.isEmpty())
        return Error{ErrorKind::Input, tr("unpack: give “only” or “member”, not both.")};
    if (const auto usable = checkNameTemplate(settings.into); !usable)
        return Error{ErrorKind::Input, tr("unpack: into cannot be used: %1.").arg(usable.error().message)};
    return {std::make_shared<const UnpackStep>(settings)};
}

} // namespace

StepKind unpackStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("unpack");
    kind.sentence = tr("Unpacks a zip, 7z or tar archive into a folder, or makes one of its files the body.");
    kind.parameters = {
        textParameter(QStringLiteral("into"), QStringLiteral("{host}/{id}-{name}"),
                      tr("The folder, below the output folder, made of {host} and {name} of the address, {ext}, the "
                         "extension of that name, {id} of the job and text of your own.")),
        textParameter(
            QStringLiteral("only"), {},
            tr("Unpack only what matches this pattern of paths, e.g. *.csv; a * stands for / too. Fails when nothing "
               "does.")),
        textParameter(QStringLiteral("member"), {},
                      tr("Unpack nothing, but make the first file that matches this pattern the body.")),
        integerParameter(QStringLiteral("files"), 100'000, 1, 1'000'000, {},
                         tr("Fails when there are more files and folders.")),
    };
    for (const auto &parameter : growthParameters())
        kind.parameters.push_back(parameter);
    kind.columns = {
        {QStringLiteral("unpacked_files"), tr("How many files were unpacked.")},
        {QStringLiteral("unpacked_bytes"), tr("Their size together.")},
    };
    kind.isolation = StepKind::Isolation::ByDefault;
    kind.make = makeUnpackStep;
    return kind;
}

} // namespace sluice
