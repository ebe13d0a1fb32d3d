#include "processing/steptext.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StepText", text);
}

Error unreadable(const QString &sentence)
{
    return {ErrorKind::Input, sentence};
}

} // namespace

Result<QStringList> splitWords(QStringView text)
{
    QStringList words;
    QString word;
    bool inWord = false;
    QChar quote;
    for (const QChar c : text) {
        if (!quote.isNull()) {
            if (c == quote)
                quote = {};
            else
                word += c;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
            inWord = true;
        } else if (c.isSpace()) {
            if (std::exchange(inWord, false))
                words.append(std::exchange(word, {}));
        } else {
            word += c;
            inWord = true;
        }
    }
    if (!quote.isNull())
        return unreadable(tr("In the step “%1” a quote (%2) is not closed.").arg(text.toString(), quote));
    if (inWord)
        words.append(word);
    return words;
}

QString joinWords(const QStringList &words)
{
    QStringList quoted;
    for (const auto &word : words) {
        const bool isPlain = !word.isEmpty() &&
                             std::ranges::none_of(word, [](QChar c) { return c.isSpace() || c == u'"' || c == u'\''; });
        auto inner = word; // a double quote cannot stand between double quotes: it goes between single ones
        quoted.append(isPlain ? word : u'"' + inner.replace(u'"', QLatin1StringView("\"'\"'\"")) + u'"');
    }
    return quoted.join(u' ');
}

Result<StepText> splitStepText(QStringView text)
{
    const auto words = splitWords(text);
    if (!words)
        return words.error();
    StepText step;
    for (const auto &word : words.value()) {
        if (step.name.isEmpty()) {
            step.name = word;
            continue;
        }
        const auto equals = word.indexOf(u'=');
        if (equals < 1)
            return unreadable(tr("%1: “%2” is not of the form option=value.").arg(step.name, word));
        step.options.emplace_back(word.left(equals), word.mid(equals + 1));
    }
    return step;
}

} // namespace sluice
