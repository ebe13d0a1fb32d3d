#include "processing/steps/commandworkers.h"

#include "core/safetext.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QStringConverter>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandWorkers", text);
}

QByteArray question(const StepInput &input)
{
    QJsonObject object{{QStringLiteral("id"), number(input.job)},
                       {QStringLiteral("url"), input.url.toString(QUrl::FullyEncoded)},
                       {QStringLiteral("content_type"), input.body.contentType},
                       {QStringLiteral("columns"), input.columns}};
    if (input.body.isFile())
        object.insert(QStringLiteral("file"), input.body.file);
    else
        object.insert(QStringLiteral("body"), QString::fromUtf8(input.body.data));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Result<CommandWorkers::Answer> answerFrom(const QByteArray &line, JobId job)
{
    const auto json = QJsonDocument::fromJson(line);
    if (!json.isObject())
        return stepFailure(
            tr("the answer is not a JSON object: %1").arg(visibleText(QString::fromUtf8(line.trimmed()), 80)));
    const auto object = json.object();
    const auto id = object.value(QLatin1StringView("id"));
    if (!id.isUndefined() && id.toInteger() != number(job))
        return stepFailure(tr("the answer is for job %1").arg(id.toInteger()));
    CommandWorkers::Answer answer;
    if (object.contains(QLatin1StringView("error")))
        answer.error = visibleText(object.value(QLatin1StringView("error")).toString(), 500);
    answer.columns = object.value(QLatin1StringView("columns")).toObject();
    if (object.contains(QLatin1StringView("body")))
        answer.body = object.value(QLatin1StringView("body")).toString().toUtf8();
    answer.contentType = object.value(QLatin1StringView("content_type")).toString();
    return answer;
}

} // namespace

Result<std::unique_ptr<ChildProcess>> CommandWorkers::take(const ChildCommand &command)
{
    {
        const std::lock_guard lock(m_mutex);
        while (!m_idle.empty()) {
            auto process = std::move(m_idle.back());
            m_idle.pop_back();
            // One that spoke unasked, or has ended, is of no use.
            const auto state = process->exchange([] { return false; }, {QDeadlineTimer(1)});
            if (state == ChildProcess::Exchange::TimedOut && process->output().isEmpty())
                return process;
        }
    }
    return ChildProcess::start(command);
}

Result<CommandWorkers::Answer> CommandWorkers::ask(const ChildCommand &command, const StepInput &input,
                                                   const CancelToken &token)
{
    auto taken = take(command);
    if (!taken)
        return taken.error();
    auto process = std::move(taken).value();
    process->send(question(input));
    const ChildProcess::Bounds bounds{QDeadlineTimer(m_timeout), m_mostOutput, token};
    switch (process->exchange([&process] { return process->output().contains('\n'); }, bounds)) {
    case ChildProcess::Exchange::Enough:
        break;
    case ChildProcess::Exchange::Closed: {
        const auto end = process->wait({QDeadlineTimer(2000)});
        const auto how = end ? endingInWords(*end) : tr("closed its output");
        const auto lastLine = process->errorTail().trimmed().split('\n').constLast();
        return stepFailure(tr("%1 %2 instead of answering: %3")
                               .arg(command.program, how, visibleText(QString::fromUtf8(lastLine), 200)));
    }
    case ChildProcess::Exchange::TimedOut:
        return stepFailure(tr("%1 was ended: no answer within %2 s").arg(command.program).arg(m_timeout.count()));
    case ChildProcess::Exchange::TooMuch:
        return stepFailure(
            tr("%1 was ended: its answer is longer than %2 MiB").arg(command.program).arg(m_mostOutput >> 20));
    case ChildProcess::Exchange::Cancelled:
        return Cancelled{};
    }
    auto answer = answerFrom(process->takeOutput(process->output().indexOf('\n') + 1), input.job);
    if (!answer)
        return answer;                // and no program that talks like that gets another body
    if (!process->output().isEmpty()) // whose would that be? every later answer would belong to the body before
        return stepFailure(tr("%1 answered with more than one line").arg(command.program));
    {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(process));
    }
    if (answer.value().error)
        return stepFailure(*answer.value().error);
    return answer;
}

} // namespace sluice
