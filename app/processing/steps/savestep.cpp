#include "processing/steps/savestep.h"

#include "files/filename.h"
#include "files/nametemplate.h"
#include "files/newfile.h"
#include "processing/stepparameter.h"
#include "processing/steps/filecopy.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SaveStep", text);
}

/// "a/b" -> "a/0012/b" of job 12,345 with 1000 files a folder.
QString fannedOut(const QString &relativePath, JobId job, int fanout)
{
    if (fanout == 0)
        return relativePath;
    constexpr int digits = 4; // enough for order in a listing, more when there are more
    const auto folder = QStringLiteral("%1/").arg(number(job) / fanout, digits, 10, QLatin1Char('0'));
    auto fanned = relativePath;
    return fanned.insert(fanned.lastIndexOf(u'/') + 1, folder);
}

/// The body under a scratch name that nobody else has: whatever takes the place in the output folder is moved there.
Result<void> putInScratch(const Body &body, const QString &path, const CancelToken &token)
{
    if (body.scratch)
        return linkOrCopyFile(body.file, path, token);
    if (body.isFile())
        return copyFile(body.file, path, token);
    auto file = NewFile::create(path);
    return file ? file.value().write(body.data) : Result<void>(file.error());
}

} // namespace

QString SaveStep::name() const
{
    return QStringLiteral("save");
}

Result<StepOutput> SaveStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    if (folders.out.isEmpty())
        return stepFailure(tr("there is no output folder to save in"));
    const auto expanded = expandNameTemplate(m_settings.name, {input.url, input.job});
    if (!expanded)
        return stepFailure(expanded.error().message);
    const auto name =
        fannedOut(nameWithSuffixFor(expanded.value(), input.body.contentType), input.job, m_settings.fanout);
    const auto path = newScratchPath(folders.scratch);
    auto holder = std::make_shared<const ScratchFile>(path);
    const auto put = putInScratch(input.body, path, token);
    if (put.cancelled())
        return Cancelled{};
    if (put.failed())
        return put.error();
    return StepOutput{std::move(input.body), {{QStringLiteral("saved_as"), name}}, {{path, name, std::move(holder)}}};
}

StepKind saveStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("save");
    kind.sentence = tr("Keeps the body as it is at this point in a file of the output folder.");
    kind.parameters = {
        textParameter(
            QStringLiteral("name"), QStringLiteral("{host}/{id}-{name}"),
            tr("The file, below the output folder, made of {host} and {name} of the address, {ext}, the extension "
               "of that name, {id} of the job and text of your own.")),
        integerParameter(QStringLiteral("fanout"), 0, 0, 1'000'000, {},
                         tr("At most so many files a folder, in numbered folders; 0 = no such folders.")),
    };
    kind.columns = {{QStringLiteral("saved_as"), tr("The file's name, before a number where it was taken.")}};
    kind.isolation = StepKind::Isolation::Never;
    kind.make = [](const QVariantMap &values) -> Result<std::shared_ptr<const Step>> {
        const SaveStep::Settings settings{values.value(QStringLiteral("name")).toString(),
                                          values.value(QStringLiteral("fanout")).toInt()};
        if (const auto usable = checkNameTemplate(settings.name); !usable)
            return Error{ErrorKind::Input, tr("save: name cannot be used: %1.").arg(usable.error().message)};
        return {std::make_shared<const SaveStep>(settings)};
    };
    return kind;
}

} // namespace sluice
