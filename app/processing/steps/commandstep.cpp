#include "processing/steps/commandstep.h"

#include "core/safetext.h"
#include "files/filename.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandStep", text);
}

/// One pass, so that what is put in is never looked at again.
QString filledIn(const QString &word, const std::vector<std::pair<QString, QString>> &parts)
{
    QString filled;
    for (qsizetype at = 0; at < word.size();) {
        const auto part = std::ranges::find_if(
            parts, [&](const auto &known) { return QStringView(word).sliced(at).startsWith(known.first); });
        filled += part == parts.end() ? QString(word[at]) : part->second;
        at += part == parts.end() ? 1 : part->first.size();
    }
    return filled;
}

QJsonObject columnsFrom(const QByteArray &output)
{
    const auto json = QJsonDocument::fromJson(output);
    if (json.isObject())
        return json.object();
    return {{QStringLiteral("output"), QString::fromUtf8(output).trimmed()}};
}

/// The whole body as a file, for programs that take a name.
Result<void> putIntoFile(Body *body, const StepFolders &folders)
{
    if (body->isFile())
        return success();
    auto written = scratchBody(body->data, body->contentType, folders);
    if (!written)
        return written.error();
    *body = std::move(written).value();
    return success();
}

} // namespace

CommandStep::CommandStep(Settings settings) : m_settings(std::move(settings))
{
    if (m_settings.worker)
        m_workers = std::make_unique<CommandWorkers>(m_settings.timeout, m_settings.mostOutput);
}

QString CommandStep::name() const
{
    return QStringLiteral("command");
}

ChildCommand CommandStep::commandFor(const StepInput &input, const StepFolders &folders) const
{
    const std::vector<std::pair<QString, QString>> parts{
        {QStringLiteral("{file}"), input.body.file},
        {QStringLiteral("{id}"), QString::number(number(input.job))},
        {QStringLiteral("{url}"), input.url.toString(QUrl::FullyEncoded)},
        {QStringLiteral("{host}"), input.url.host()},
        {QStringLiteral("{name}"), fileNameFromUrl(input.url, QStringLiteral("index"))},
    };
    ChildCommand command;
    command.folder = folders.scratch;
    if (m_settings.shell.isEmpty()) {
        command.program = m_settings.run.constFirst();
        for (const auto &word : m_settings.run.sliced(1))
            command.arguments.append(m_settings.worker ? word : filledIn(word, parts));
    } else {
        command.program = QStringLiteral("/bin/sh");
        command.arguments = {QStringLiteral("-c"), m_settings.shell};
    }
    for (const auto &name : m_settings.variables) {
        if (qEnvironmentVariableIsSet(name.toUtf8().constData()))
            command.environment.append(name + u'=' + qEnvironmentVariable(name.toUtf8().constData()));
    }
    if (!m_settings.worker) {
        command.environment.append(QLatin1StringView("SLUICE_ID=") + parts[1].second);
        command.environment.append(QLatin1StringView("SLUICE_URL=") + parts[2].second);
        command.environment.append(QLatin1StringView("SLUICE_FILE=") + parts[0].second);
    }
    return command;
}

Result<StepOutput> CommandStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    const bool isText = !m_settings.worker || QUtf8StringView(input.body.data).isValidUtf8();
    if (m_settings.input == Input::File || m_settings.namesFile || !isText) {
        if (const auto put = putIntoFile(&input.body, folders); !put)
            return put.error();
    }
    if (!m_workers)
        return runOnce(std::move(input), folders, std::move(token));
    const auto command = commandFor(input, folders);
    auto made = m_workers->ask(command, input, token);
    if (!made)
        return made.cancelled() ? Result<StepOutput>(Cancelled{}) : Result<StepOutput>(made.error());
    if (!made.value().body || m_settings.output != Output::Body)
        return StepOutput{std::move(input.body), std::move(made.value().columns)};
    auto body = bodyOf(*made.value().body, made.value().contentType, folders);
    if (!body)
        return body.error();
    if (body.value().contentType.isEmpty())
        body.value().contentType = m_settings.contentType;
    return StepOutput{std::move(body).value(), std::move(made.value().columns)};
}

Result<StepOutput> CommandStep::runOnce(StepInput input, const StepFolders &folders, CancelToken token) const
{
    auto body = m_settings.input == Input::Stdin ? wholeBody(input.body, mostTextBytes, token) : QByteArray();
    if (!body)
        return body.cancelled() ? Result<StepOutput>(Cancelled{}) : Result<StepOutput>(body.error());
    auto started = ChildProcess::start(commandFor(input, folders));
    if (!started)
        return started.error();
    const auto process = std::move(started).value();
    process->send(body.value());
    process->closeInput();
    const ChildProcess::Bounds bounds{QDeadlineTimer(m_settings.timeout), m_settings.mostOutput, token};
    const auto exchanged = process->exchange([] { return false; }, bounds);
    const auto judged = judge(process.get(), exchanged, bounds);
    if (!judged)
        return judged.cancelled() ? Result<StepOutput>(Cancelled{}) : Result<StepOutput>(judged.error());
    StepOutput output;
    if (m_settings.output == Output::Columns)
        output.columns = columnsFrom(process->output());
    if (m_settings.output != Output::Body) {
        output.body = std::move(input.body);
        return output;
    }
    auto made = bodyOf(process->output(), m_settings.contentType, folders);
    if (!made)
        return made.error();
    output.body = std::move(made).value();
    return output;
}

Result<void> CommandStep::judge(ChildProcess *process, ChildProcess::Exchange exchanged,
                                const ChildProcess::Bounds &bounds) const
{
    const auto program = m_settings.shell.isEmpty() ? m_settings.run.constFirst() : QStringLiteral("/bin/sh");
    const auto tooSlow = [&] {
        return stepFailure(tr("%1 was ended: it took longer than %2 s").arg(program).arg(m_settings.timeout.count()));
    };
    switch (exchanged) {
    case ChildProcess::Exchange::Enough:
    case ChildProcess::Exchange::Closed:
        break;
    case ChildProcess::Exchange::TimedOut:
        return tooSlow();
    case ChildProcess::Exchange::TooMuch:
        return stepFailure(tr("%1 was ended: it wrote more than %2 MiB").arg(program).arg(m_settings.mostOutput >> 20));
    case ChildProcess::Exchange::Cancelled:
        return Cancelled{};
    }
    const auto end = process->wait(bounds);
    if (!end)
        return bounds.token.isCancelled() ? Result<void>(Cancelled{}) : Result<void>(tooSlow());
    if (end->signal == 0 && m_settings.acceptedCodes.contains(end->code))
        return success();
    const auto lastLine = process->errorTail().trimmed().split('\n').constLast();
    const auto words =
        lastLine.isEmpty() ? QString() : QLatin1StringView(": ") + visibleText(QString::fromUtf8(lastLine), 200);
    return stepFailure(program + u' ' + endingInWords(*end) + words);
}

} // namespace sluice
