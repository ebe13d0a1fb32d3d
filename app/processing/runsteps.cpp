#include "processing/runsteps.h"

#include "processing/steps/columnlimit.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RunSteps", text);
}

/// Two steps may say the same (the width of an image), or something else under the same name: then both are kept.
QString nameFor(const QJsonObject &columns, const QString &wanted, const QJsonValue &value)
{
    auto name = wanted;
    for (int number = 2; columns.contains(name) && columns.value(name) != value; ++number)
        name = QStringLiteral("%1_%2").arg(wanted).arg(number);
    return name;
}

Result<StepOutput> guarded(const Step &step, const StepWork &work, const StepFolders &folders)
{
    try {
        return step.run(work.input, folders, work.token);
    } catch (const std::bad_alloc &) {
        return Error{ErrorKind::Step, tr("there is not enough memory for it")};
    } catch (const std::exception &fault) {
        return Error{ErrorKind::Internal, QString::fromUtf8(fault.what())};
    } catch (...) {
        return Error{ErrorKind::Internal, QStringLiteral("unknown exception")};
    }
}

} // namespace

void StepWork::add(StepOutput made)
{
    for (auto column = made.columns.begin(); column != made.columns.end(); ++column) {
        const auto name = nameFor(output.columns, column.key(), column.value());
        output.columns.insert(name, column.value());
        input.columns.insert(name, column.value());
    }
    std::ranges::move(made.keepsakes, std::back_inserter(output.keepsakes));
    input.body = std::move(made.body);
}

Result<RecipeOutput> StepWork::ended()
{
    if (state.cancelled())
        return Cancelled{};
    if (state.failed())
        return state.error();
    output.body = std::move(input.body);
    return std::move(output);
}

void runSteps(const StepList &steps, size_t first, size_t last, const StepFolders &folders, const Clock &clock,
              StepWork *work)
{
    auto before = clock.now();
    for (auto i = first; i < last && work->state; ++i) {
        if (work->token.isCancelled()) {
            work->state = Cancelled{};
            return;
        }
        const auto &step = *steps[i].step;
        auto made = guarded(step, *work, folders);
        if (made) {
            if (const auto columns = checkColumns(made.value().columns); !columns)
                made = columns.error();
        }
        if (made)
            work->add(std::move(made).value());
        else if (made.cancelled())
            work->state = Cancelled{};
        else
            work->state = Error{made.error().kind, step.name() + QLatin1StringView(": ") + made.error().message};
        const auto after = clock.now();
        work->spent.push_back(after - before);
        work->ran += after - before;
        before = after;
    }
}

} // namespace sluice
