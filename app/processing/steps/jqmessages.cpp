#include "processing/steps/jqmessages.h"

#include "core/safetext.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JqMessages", text);
}

/// jq speaks to someone at a shell.
QString cleaned(QString message)
{
    message.remove(QLatin1StringView("jq: error: "));
    message.remove(QLatin1StringView(" (Unix shell quoting issues?)"));
    message.replace(QLatin1StringView("$end"), tr("the end of the program"));
    return message;
}

QString hint(const QString &mistake)
{
    for (const auto *word : {"import", "include", "module"}) {
        if (mistake.contains(QLatin1StringView("unexpected ") + QLatin1StringView(word)))
            return QLatin1Char(' ') + tr("Modules cannot be loaded here: put their functions into the program.");
    }
    return {};
}

} // namespace

Error jqMistake(const QStringList &messages, const QString &program)
{
    static const QRegularExpression form(QStringLiteral("^(.*) at <top-level>, line (\\d+):"));
    const auto first = cleaned(messages.value(0));
    const auto match = form.match(first);
    if (!match.hasMatch())
        return {ErrorKind::Input, tr("jq: the program has a mistake: %1.").arg(visibleText(first, 200))};
    const int line = match.captured(2).toInt();
    const auto lineText = visibleText(program.split(QLatin1Char('\n')).value(line - 1).trimmed(), 100);
    return {ErrorKind::Input, tr("jq: the program has a mistake in line %1, “%2”: %3.")
                                      .arg(QString::number(line), lineText, visibleText(match.captured(1), 200)) +
                                  hint(match.captured(1))};
}

} // namespace sluice
