// The half of a preview that lives on its own thread.
#pragma once

#include "async/taskscope.h"
#include "core/systemclock.h"
#include "engine/previewinput.h"
#include "files/scratchfolder.h"
#include "processing/steprunner.h"

#include <QObject>

#include <map>

namespace sluice {

enum class FetchEngine : quint8;

struct PreviewRequest
{
    quint64 number = 0;
    PreviewSource source;
    Recipe recipe;
    ProjectOptions options;
    QString projectPath;

    bool hasInputOf(const PreviewRequest &other) const;
};

/// Every function is called on this object's thread; what is said carries the number of its request. A newer request
/// makes the older one silent; the input of both is fetched once when they agree about it.
class PreviewCore : public QObject
{
    Q_OBJECT

public:
    PreviewCore();
    ~PreviewCore() override;

    void show(const PreviewRequest &request);
    /// Ends the steps, and the fetch if there is no body yet; a body that is there stays for the next request.
    void cancel();
    /// The next request fetches, whatever there is.
    void forgetInput();
    /// Cancels and calls back once nothing is under way any more; the last call.
    void end(const std::function<void()> &done);

Q_SIGNALS:
    void inputReady(quint64 number, const sluice::PreviewInput &input);
    void inputFailed(quint64 number, const QString &sentence);
    void stepEnded(quint64 number, const sluice::PreviewStep &step);
    void finished(quint64 number);

private:
    /// What goes from step to step.
    struct Chain
    {
        StepInput input;
        std::vector<Keepsake> keepsakes;
    };

    QCoro::Task<> obtain(PreviewRequest request, CancelToken token);
    QCoro::Task<> runSteps(PreviewRequest request, Result<LoadedInput> loaded, CancelToken token);
    QCoro::Task<PreviewStep> tryStep(RecipeStep step, Chain *chain, CancelToken token);
    QCoro::Task<BodyView> viewed(Body body, qint64 size, CancelToken token);
    QCoro::Task<> endAll(std::function<void()> done);
    void beginSteps();
    void cancelSteps();
    bool isInputStale() const;
    Result<void> makeTools(const LimitProfile &limits);
    Fetcher *fetcher(const ProjectOptions &options);

    SystemClock m_clock;
    std::unique_ptr<ScratchFolder> m_scratch;
    std::unique_ptr<StepRunner> m_runner;
    std::map<FetchEngine, std::unique_ptr<Fetcher>> m_fetchers;
    PreviewRequest m_request;
    std::optional<Result<LoadedInput>> m_input; ///< of m_request; failures too: who is down is not asked at every key
    std::unique_ptr<CancelSource> m_obtaining;
    std::unique_ptr<CancelSource> m_stepping;
    TaskScope m_work{QStringLiteral("preview")};
    TaskScope m_ending{QStringLiteral("end of preview")};
};

} // namespace sluice
