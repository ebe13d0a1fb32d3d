#include "engine/previewcore.h"

#include "engine/keptpreview.h"
#include "engine/runplanning.h"
#include "fetch/fetcherfactory.h"
#include "processing/child/childprogram.h"
#include "processing/stepregistry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace sluice {

namespace {

/// Whatever the step says of it, in a child process where that is possible: a person who leaves does not wait for what
/// looks at no token.
Result<StepList> stepAlone(const RecipeStep &step)
{
    auto steps = instantiate(Recipe{{step}});
    if (!steps)
        return steps;
    for (auto &ready : steps.value()) {
        const auto kind = stepKind(step.name);
        ready.isolated = kind && kind.value()->isolation != StepKind::Isolation::Never;
    }
    return steps;
}

/// Pictures are shown no larger, and are made by a step: foreign data is decoded where steps are, under their limits.
StepList pictureStep()
{
    static const auto name = QStringLiteral("thumbnail");
    const QVariantMap parameters{{QStringLiteral("width"), 640},
                                 {QStringLiteral("height"), 480},
                                 {QStringLiteral("format"), QStringLiteral("png")}};
    auto steps = stepAlone({name, parameters});
    return steps ? std::move(steps).value() : StepList();
}

QByteArray beginningOf(const Body &body)
{
    if (!body.isFile())
        return body.data.left(viewedBytes);
    QFile file(body.file);
    return file.open(QIODevice::ReadOnly) ? file.read(viewedBytes) : QByteArray();
}

qint64 sizeOf(const Body &body)
{
    return body.isFile() ? QFileInfo(body.file).size() : body.data.size();
}

ChildLimits childLimits(const LimitProfile &limits)
{
    return {limits.stepMemoryBytes, limits.stepTimeout};
}

bool isSame(const Body &one, const Body &other)
{
    return one.file == other.file && one.data == other.data;
}

} // namespace

bool PreviewRequest::hasInputOf(const PreviewRequest &other) const
{
    return source == other.source && projectPath == other.projectPath && options.headers == other.options.headers &&
           options.fetchEngine == other.options.fetchEngine;
}

PreviewCore::PreviewCore() = default;
PreviewCore::~PreviewCore() = default;

void PreviewCore::show(const PreviewRequest &request)
{
    cancelSteps();
    const bool hasInput = m_obtaining && request.hasInputOf(m_request) && !isInputStale();
    m_request = request;
    if (hasInput) {
        if (m_input)
            beginSteps();
        return; // else what is being fetched goes on to the newest recipe
    }
    forgetInput();
    m_obtaining = std::make_unique<CancelSource>(m_work.token());
    m_work.spawn(obtain(request, m_obtaining->token()));
}

void PreviewCore::cancel()
{
    if (m_input)
        cancelSteps();
    else
        forgetInput();
}

void PreviewCore::forgetInput()
{
    cancelSteps();
    if (m_obtaining)
        m_obtaining->cancel();
    m_obtaining.reset();
    m_input.reset();
}

void PreviewCore::end(const std::function<void()> &done)
{
    m_ending.spawn(endAll(done));
}

QCoro::Task<> PreviewCore::endAll(std::function<void()> done)
{
    co_await m_work.cancelAndJoin();
    m_runner.reset(); // while this thread still has an event loop
    m_fetchers.clear();
    m_input.reset();
    m_scratch.reset();
    done();
}

void PreviewCore::cancelSteps()
{
    if (m_stepping)
        m_stepping->cancel();
    m_stepping.reset();
}

void PreviewCore::beginSteps()
{
    m_stepping = std::make_unique<CancelSource>(m_work.token());
    m_work.spawn(runSteps(m_request, *m_input, m_stepping->token()));
}

/// A person's own file may have been changed meanwhile.
bool PreviewCore::isInputStale() const
{
    if (!m_input || !*m_input || !m_input->value().changedAt.isValid())
        return false;
    const QFileInfo file(m_input->value().input.body.file);
    return file.lastModified() != m_input->value().changedAt || file.size() != m_input->value().shown.body.size;
}

Result<void> PreviewCore::makeTools(const LimitProfile &limits)
{
    if (m_runner)
        return success();
    auto scratch = ScratchFolder::create(QDir::tempPath());
    if (!scratch)
        return scratch.error();
    m_scratch = std::move(scratch).value();
    // Steps that keep files shall show what they would keep: this output folder is thrown away with all that is in it.
    const auto out = m_scratch->path() + QStringLiteral("/out");
    QDir().mkpath(out);
    m_runner = std::make_unique<StepRunner>(&m_clock, 1, StepFolders{out, m_scratch->path()}, childProgramPath());
    m_runner->setChildLimits(childLimits(limits));
    return success();
}

Fetcher *PreviewCore::fetcher(const ProjectOptions &options)
{
    auto &fetcher = m_fetchers[fetchEngineOf(options)];
    if (!fetcher)
        fetcher = makeFetcher(fetchEngineOf(options), &m_clock);
    return fetcher.get();
}

QCoro::Task<> PreviewCore::obtain(PreviewRequest request, CancelToken token)
{
    auto loaded = Result<LoadedInput>(Cancelled{});
    const auto ready = makeTools(request.options.limits);
    const auto found = ready ? targetOf(request.source, request.projectPath) : Result<PreviewTarget>(ready.error());
    if (found) {
        const auto &target = found.value();
        const auto folder = m_scratch->path();
        auto *const with = fetcher(request.options);
        auto got = co_await loadInput(target, request.options, with, folder, token);
        loaded = std::move(got);
    } else {
        loaded = found.error();
    }
    if (loaded) {
        const auto body = loaded.value().input.body;
        const auto size = loaded.value().shown.body.size;
        auto view = co_await viewed(body, size, token);
        loaded.value().shown.body.view = std::move(view);
    }
    if (token.isCancelled())
        co_return;
    m_input = std::move(loaded);
    beginSteps();
}

QCoro::Task<BodyView> PreviewCore::viewed(Body body, qint64 size, CancelToken token)
{
    const auto beginning = beginningOf(body);
    auto view = viewOf(beginning, size, body.contentType);
    if (!looksLikePicture(beginning))
        co_return view;
    auto steps = std::make_shared<StepList>(pictureStep());
    StepInput input{body, {}, {}, {}};
    const auto made = co_await m_runner->run(std::move(steps), std::move(input), token);
    if (made) {
        const auto &picture = made.value().body;
        QFile file(picture.file);
        const auto bytes = picture.isFile() && file.open(QIODevice::ReadOnly) ? file.readAll() : picture.data;
        view.picture = QImage::fromData(bytes, "PNG");
    }
    if (!view.picture.isNull()) {
        view.form = BodyView::Form::Picture;
        view.text.clear();
        view.remark.clear();
    } else if (made.failed()) {
        view.remark = tr("It cannot be shown as a picture (%1).").arg(made.error().message);
    }
    co_return view;
}

QCoro::Task<> PreviewCore::runSteps(PreviewRequest request, Result<LoadedInput> loaded, CancelToken token)
{
    if (!loaded) {
        Q_EMIT inputFailed(request.number, loaded.failed() ? loaded.error().message : tr("It was interrupted."));
        Q_EMIT finished(request.number);
        co_return;
    }
    Q_EMIT inputReady(request.number, loaded.value().shown);
    m_runner->setChildLimits(childLimits(request.options.limits));
    Chain chain{loaded.value().input, {}};
    const auto tidy = qScopeGuard([&chain] { throwAway(chain.keepsakes); });
    for (size_t i = 0; i < request.recipe.steps.size(); ++i) {
        const auto &step = request.recipe.steps[i];
        auto shown = co_await tryStep(step, &chain, token);
        if (token.isCancelled())
            co_return;
        shown.index = static_cast<int>(i);
        Q_EMIT stepEnded(request.number, shown);
        if (!shown.error.isEmpty())
            break;
    }
    Q_EMIT finished(request.number);
}

/// The chain goes on with what the step made of it.
QCoro::Task<PreviewStep> PreviewCore::tryStep(RecipeStep step, Chain *chain, CancelToken token)
{
    PreviewStep shown;
    auto made = stepAlone(step);
    if (!made) {
        shown.error = made.failed() ? made.error().message : QString();
        co_return shown;
    }
    auto steps = std::make_shared<StepList>(std::move(made).value());
    auto given = chain->input;
    const auto begun = m_clock.now();
    StepSpans spans;
    auto ended = co_await m_runner->run(std::move(steps), std::move(given), token, &spans);
    if (!ended) {
        shown.took = m_clock.now() - begun;
        shown.error = ended.failed() ? ended.error().message : tr("The step was interrupted.");
        co_return shown;
    }
    auto &output = ended.value();
    shown.took = spans.ran + spans.child;
    shown.columns = previewOf(output.columns);
    shown.kept = describe(output.keepsakes);
    shown.body.size = sizeOf(output.body);
    shown.body.contentType = output.body.contentType;
    shown.body.unchanged = isSame(output.body, chain->input.body);
    std::ranges::move(output.keepsakes, std::back_inserter(chain->keepsakes));
    for (auto column = output.columns.constBegin(); column != output.columns.constEnd(); ++column)
        chain->input.columns.insert(column.key(), column.value());
    chain->input.body = output.body;
    if (!shown.body.unchanged) {
        const auto size = shown.body.size;
        const auto body = output.body;
        auto view = co_await viewed(body, size, token);
        shown.body.view = std::move(view);
    }
    co_return shown;
}

} // namespace sluice
