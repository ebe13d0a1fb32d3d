#include "processing/child/childworker.h"

#include "core/safetext.h"

#include <QProcessEnvironment>

namespace sluice {

namespace {

// The system stops who computes too long. This is for who waits for ever, and leaves room for a busy machine.
QDeadlineTimer patience(const ChildLimits &limits)
{
    const auto twice = std::chrono::duration_cast<std::chrono::milliseconds>(2 * limits.time);
    return QDeadlineTimer(twice + std::chrono::seconds(10));
}

constexpr qint64 mostUntaken = qint64(64) << 20; // answers to one batch

} // namespace

Result<std::unique_ptr<ChildWorker>> ChildWorker::start(const QString &program, const ChildSetup &setup)
{
    auto process =
        ChildProcess::start({program, {}, QProcessEnvironment::systemEnvironment().toStringList(), QString()});
    if (!process)
        return process.error();
    return std::unique_ptr<ChildWorker>(new ChildWorker(std::move(process).value(), setup));
}

ChildWorker::ChildWorker(std::unique_ptr<ChildProcess> process, const ChildSetup &setup)
    : m_process(std::move(process)), m_folders(setup.folders), m_limits(setup.limits)
{
    m_process->send(frameOf(setup));
}

ChildWorker::Ending ChildWorker::work(std::span<StepWork *> works)
{
    m_left.clear();
    for (auto *work : works) {
        auto frame = frameOf(&work->input, m_folders);
        if (frame)
            m_process->send(frame.value());
        else
            work->state = frame.error();
        if (work->state)
            m_left.push_back(work);
    }
    const std::vector<StepWork *> sent = m_left;
    for (auto *work : sent) {
        const auto exchanged = m_process->exchange([this] { return completeFrame(m_process->output()) > 0; },
                                                   {patience(m_limits), mostUntaken, works.front()->token});
        switch (exchanged) {
        case ChildProcess::Exchange::Enough:
            if (!takeAnswer(work))
                return Ending::Died;
            m_left.erase(m_left.begin());
            break;
        case ChildProcess::Exchange::Closed:
        case ChildProcess::Exchange::TooMuch:
            return Ending::Died;
        case ChildProcess::Exchange::TimedOut:
            return Ending::TimedOut;
        case ChildProcess::Exchange::Cancelled:
            return Ending::Cancelled;
        }
    }
    return Ending::Answered;
}

/// False when it talks nonsense.
bool ChildWorker::takeAnswer(StepWork *work)
{
    auto answer = answerFrom(m_process->takeOutput(completeFrame(m_process->output())));
    if (!answer)
        return false;
    work->ran += answer->ran;
    work->spent.insert(work->spent.end(), answer->spent.begin(), answer->spent.end());
    work->state = answer->state;
    if (!work->state)
        return true;
    auto &made = answer->made.body;
    if (!answer->sameBody && made.isFile() && made.file == work->input.body.file)
        made.scratch = work->input.body.scratch; // handed through: still ours
    if (answer->sameBody)
        made = std::move(work->input.body);
    work->add(std::move(answer->made));
    return true;
}

QString ChildWorker::lastWords() const
{
    const auto lines = m_process->errorTail().trimmed().split('\n');
    return visibleText(QString::fromUtf8(lines.constLast()), 200);
}

} // namespace sluice
