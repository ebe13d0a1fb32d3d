#include "processing/stepparameter.h"
#include "processing/steps/commandstep.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandStep", text);
}

QString textOf(const QVariantMap &values, const char *name)
{
    return values.value(QString::fromLatin1(name)).toString();
}

const QRegularExpression &placeholder()
{
    static const QRegularExpression known(QStringLiteral("\\{(file|id|url|host|name)\\}"));
    return known;
}

std::optional<QList<int>> codesFrom(const QString &text)
{
    QList<int> codes;
    for (const auto &word : text.split(u',', Qt::SkipEmptyParts)) {
        bool ok = false;
        codes.append(word.trimmed().toInt(&ok));
        if (!ok || codes.constLast() < 0 || codes.constLast() > 255)
            return std::nullopt;
    }
    return codes.isEmpty() ? std::nullopt : std::optional(codes);
}

Result<std::shared_ptr<const Step>> make(const QVariantMap &values)
{
    CommandStep::Settings settings;
    settings.run = values.value(QStringLiteral("run")).toStringList();
    if (!settings.run.isEmpty() && settings.run.constFirst().contains(u'/')) // programs work in another folder
        settings.run.front() = QFileInfo(settings.run.constFirst()).absoluteFilePath();
    settings.shell = textOf(values, "shell");
    if (settings.run.isEmpty() == settings.shell.isEmpty())
        return Error{ErrorKind::Input, tr("command: give either run (a program and its words) or shell (a text for "
                                          "/bin/sh).")};
    const auto codes = codesFrom(textOf(values, "codes"));
    if (!codes)
        return Error{ErrorKind::Input, tr("command: codes must be numbers from 0 to 255, as in 0,1.")};
    const auto input = textOf(values, "input");
    const auto output = textOf(values, "output");
    settings.worker = textOf(values, "start") == u"worker";
    const auto words = settings.run.join(u' ') + settings.shell;
    settings.namesFile =
        words.contains(QLatin1StringView("{file}")) || words.contains(QLatin1StringView("SLUICE_FILE"));
    if (settings.worker && (words.contains(placeholder()) || words.contains(QLatin1StringView("SLUICE_"))))
        return Error{ErrorKind::Input,
                     tr("command: a worker is started before there is a body, so nothing like {file} or "
                        "$SLUICE_URL can stand in its words; it is told in the JSON line of each body.")};
    settings.input = input == u"file"   ? CommandStep::Input::File
                     : input == u"none" ? CommandStep::Input::None
                                        : CommandStep::Input::Stdin;
    settings.output = output == u"columns" ? CommandStep::Output::Columns
                      : output == u"none"  ? CommandStep::Output::None
                                           : CommandStep::Output::Body;
    settings.contentType = textOf(values, "content_type");
    settings.timeout = std::chrono::seconds(values.value(QStringLiteral("timeout")).toInt());
    settings.mostOutput = qint64(values.value(QStringLiteral("most")).toInt()) << 20;
    settings.acceptedCodes = *codes;
    settings.variables = textOf(values, "environment").split(u',', Qt::SkipEmptyParts);
    return {std::make_shared<const CommandStep>(std::move(settings))};
}

} // namespace

StepKind commandStepKind()
{
    auto run = requiredWords(QStringLiteral("run"), tr("The program and its words; {file} {id} {url} {host} {name} are "
                                                       "filled in, but for workers. No shell sees it."));
    run.required = false; // or shell
    StepKind kind;
    kind.name = QStringLiteral("command");
    kind.sentence = tr("Gives the body to a program of yours and takes what it answers.");
    kind.parameters = {
        run,
        textParameter(
            QStringLiteral("shell"), {},
            tr("Instead of run: a text for /bin/sh. Nothing is filled in; use $SLUICE_FILE, $SLUICE_URL, $SLUICE_ID.")),
        choiceParameter(QStringLiteral("start"), {QStringLiteral("each"), QStringLiteral("worker")},
                        tr("each: one program for every body. worker: it stays; each body is one line of JSON with id, "
                           "url, content_type, columns and "
                           "body (or file), each answer one line with columns, body, content_type or error.")),
        choiceParameter(QStringLiteral("input"),
                        {QStringLiteral("stdin"), QStringLiteral("file"), QStringLiteral("none")},
                        tr("How it gets the body: on standard input, or as the file {file}. Not for workers.")),
        choiceParameter(
            QStringLiteral("output"), {QStringLiteral("body"), QStringLiteral("columns"), QStringLiteral("none")},
            tr("What its standard output is: the next body, or columns (a JSON object, or text as column “output”).")),
        textParameter(QStringLiteral("content_type"), {}, tr("What kind of body it makes, as in image/png.")),
        integerParameter(QStringLiteral("timeout"), 60, 1, 86'400, QStringLiteral("s"),
                         tr("It is ended when it takes longer over one body.")),
        integerParameter(QStringLiteral("most"), 64, 1, 65'536, QStringLiteral("MiB"),
                         tr("It is ended when it writes more for one body.")),
        textParameter(QStringLiteral("codes"), QStringLiteral("0"),
                      tr("The exit codes that mean success, as in 0,1. Not for workers.")),
        textParameter(QStringLiteral("environment"), QStringLiteral("PATH,HOME,LANG,TMPDIR"),
                      tr("The variables of the environment that it sees; it sees no others.")),
    };
    kind.columns = {{QStringLiteral("output …"), tr("With output=columns: what the program answers.")}};
    kind.isolation = StepKind::Isolation::Never;
    kind.make = make;
    return kind;
}

} // namespace sluice
