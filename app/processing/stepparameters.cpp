#include "processing/stepparameters.h"

#include "processing/steptext.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StepParameters", text);
}

Error refused(const StepKind &kind, const QString &sentence)
{
    return {ErrorKind::Input, kind.name + QLatin1StringView(": ") + sentence};
}

Result<const StepParameter *> parameterOf(const StepKind &kind, const QString &option)
{
    QStringList names;
    for (const auto &parameter : kind.parameters) {
        if (parameter.name == option)
            return &parameter;
        names.append(parameter.name);
    }
    return refused(kind, tr("there is no option “%1”. Options: %2.").arg(option, names.join(QLatin1StringView(", "))));
}

/// A whole number, also when JSON brings it as a double.
std::optional<int> wholeNumber(const QVariant &raw)
{
    bool ok = false;
    if (raw.typeId() == QMetaType::QString) {
        const int number = raw.toString().toInt(&ok);
        return ok ? std::optional(number) : std::nullopt;
    }
    const double number = raw.toDouble(&ok);
    if (!ok || raw.typeId() == QMetaType::Bool || !(std::abs(number) <= std::numeric_limits<int>::max()))
        return std::nullopt;
    const int whole = static_cast<int>(number);
    return whole == number ? std::optional(whole) : std::nullopt;
}

std::optional<bool> truth(const QVariant &raw)
{
    if (raw.typeId() == QMetaType::Bool)
        return raw.toBool();
    const auto word = raw.typeId() == QMetaType::QString ? raw.toString().toLower() : QString();
    if (word == u"yes" || word == u"true")
        return true;
    if (word == u"no" || word == u"false")
        return false;
    return std::nullopt;
}

std::optional<QStringList> words(const QVariant &raw)
{
    if (raw.typeId() == QMetaType::QString) {
        auto split = splitWords(raw.toString());
        return split ? std::optional(std::move(split).value()) : std::nullopt;
    }
    if (raw.typeId() == QMetaType::QStringList)
        return raw.toStringList();
    if (raw.typeId() != QMetaType::QVariantList)
        return std::nullopt;
    QStringList list;
    for (const auto &word : raw.toList()) {
        if (word.typeId() != QMetaType::QString)
            return std::nullopt;
        list.append(word.toString());
    }
    return list;
}

QString rangeSentence(const StepParameter &parameter, const QString &shown)
{
    const auto range =
        tr("%1 must be a whole number from %2 to %3").arg(parameter.name).arg(parameter.minimum).arg(parameter.maximum);
    const auto unit = parameter.unit.isEmpty() ? QString() : QLatin1Char(' ') + parameter.unit;
    return range + unit + tr(", not “%1”.").arg(shown);
}

} // namespace

Result<QVariant> checkedParameter(const StepKind &kind, const QString &option, const QVariant &raw)
{
    const auto found = parameterOf(kind, option);
    if (!found)
        return found.error();
    const auto &parameter = *found.value();
    const auto shown = raw.toString();
    switch (parameter.type) {
    case StepParameter::Type::Integer: {
        const auto number = wholeNumber(raw);
        if (!number || *number < parameter.minimum || *number > parameter.maximum)
            return refused(kind, rangeSentence(parameter, shown));
        return QVariant(*number);
    }
    case StepParameter::Type::Choice:
        if (raw.typeId() != QMetaType::QString || !parameter.choices.contains(shown))
            return refused(kind, tr("%1 cannot be “%2”. Possible: %3.")
                                     .arg(option, shown, parameter.choices.join(QLatin1StringView(", "))));
        return QVariant(shown);
    case StepParameter::Type::Boolean: {
        const auto value = truth(raw);
        if (!value)
            return refused(kind, tr("%1 is yes or no, not “%2”.").arg(option, shown));
        return QVariant(*value);
    }
    case StepParameter::Type::Text:
        if (raw.typeId() != QMetaType::QString)
            return refused(kind, tr("%1 must be a text, not “%2”.").arg(option, shown));
        return QVariant(shown);
    case StepParameter::Type::Words: {
        auto list = words(raw);
        if (!list)
            return refused(kind, tr("%1 must be words, with every quote closed, or a list of texts.").arg(option));
        return QVariant(*list);
    }
    }
    Q_UNREACHABLE();
}

Result<QVariantMap> completeParameters(const StepKind &kind, const QVariantMap &given)
{
    QVariantMap values;
    for (const auto &parameter : kind.parameters)
        values.insert(parameter.name, parameter.defaultValue);
    for (auto it = given.begin(); it != given.end(); ++it) {
        const auto value = checkedParameter(kind, it.key(), it.value());
        if (!value)
            return value.error();
        values.insert(it.key(), value.value());
    }
    for (const auto &parameter : kind.parameters) {
        const auto &value = values[parameter.name];
        const bool isEmpty =
            parameter.type == StepParameter::Type::Words ? value.toStringList().isEmpty() : value.toString().isEmpty();
        if (parameter.required && isEmpty)
            return refused(kind, tr("%1 is missing. %2").arg(parameter.name, parameter.sentence));
    }
    return values;
}

} // namespace sluice
