#include "cli/stephelp.h"

#include "cli/stepexample.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StepHelp", text);
}

QString typeName(StepParameter::Type type)
{
    switch (type) {
    case StepParameter::Type::Integer:
        return QStringLiteral("integer");
    case StepParameter::Type::Boolean:
        return QStringLiteral("boolean");
    case StepParameter::Type::Choice:
        return QStringLiteral("choice");
    case StepParameter::Type::Text:
        return QStringLiteral("text");
    case StepParameter::Type::Words:
        return QStringLiteral("words");
    }
    Q_UNREACHABLE();
}

QString isolationName(StepKind::Isolation isolation)
{
    switch (isolation) {
    case StepKind::Isolation::Never:
        return QStringLiteral("never");
    case StepKind::Isolation::OnRequest:
        return QStringLiteral("on-request");
    case StepKind::Isolation::ByDefault:
        return QStringLiteral("by-default");
    case StepKind::Isolation::Always:
        return QStringLiteral("always");
    }
    Q_UNREACHABLE();
}

QString isolationSentence(StepKind::Isolation isolation)
{
    switch (isolation) {
    case StepKind::Isolation::Never:
        return tr("Runs in this program.");
    case StepKind::Isolation::OnRequest:
        return tr("Runs in this program; in a child process with isolate=yes.");
    case StepKind::Isolation::ByDefault:
        return tr("Runs in a child process; in this program with isolate=no.");
    case StepKind::Isolation::Always:
        return tr("Runs in a child process.");
    }
    Q_UNREACHABLE();
}

QString valueText(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool)
        return value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    if (value.typeId() == QMetaType::QStringList)
        return value.toStringList().join(QLatin1Char(' '));
    return value.toString();
}

/// "0 to 10000 px", "jpeg, png, webp", "yes or no", …
QString possibleValues(const StepParameter &parameter)
{
    switch (parameter.type) {
    case StepParameter::Type::Integer: {
        const auto range = tr("%1 to %2").arg(parameter.minimum).arg(parameter.maximum);
        return parameter.unit.isEmpty() ? range : range + QLatin1Char(' ') + parameter.unit;
    }
    case StepParameter::Type::Boolean:
        return tr("yes or no");
    case StepParameter::Type::Choice:
        return parameter.choices.join(QLatin1StringView(", "));
    case StepParameter::Type::Text:
        return tr("a text");
    case StepParameter::Type::Words:
        return tr("a program and its arguments");
    }
    Q_UNREACHABLE();
}

QString defaultText(const StepParameter &parameter)
{
    if (parameter.required)
        return tr("must be given");
    const auto text = valueText(parameter.defaultValue);
    return text.isEmpty() ? tr("default: none") : tr("default: %1").arg(text);
}

QString entry(const QString &name, qsizetype width, const QString &text)
{
    return QStringLiteral("  %1  %2\n").arg(name.leftJustified(width), text);
}

QString parameterLines(const StepKind &kind)
{
    qsizetype width = 0;
    for (const auto &parameter : kind.parameters)
        width = std::max(width, parameter.name.size());
    QString text;
    for (const auto &parameter : kind.parameters) {
        text += entry(parameter.name, width,
                      QStringLiteral("%1 (%2)").arg(possibleValues(parameter), defaultText(parameter)));
        text += entry({}, width, parameter.sentence);
    }
    return text;
}

QString columnLines(const StepKind &kind)
{
    qsizetype width = 0;
    for (const auto &column : kind.columns)
        width = std::max(width, column.name.size());
    QString text;
    for (const auto &column : kind.columns)
        text += entry(column.name, width, column.sentence);
    const bool isOpen = std::any_of(kind.columns.begin(), kind.columns.end(),
                                    [](const StepColumn &column) { return column.name.contains(u'…'); });
    return isOpen
               ? text + tr("  (“…”: the name is another, or there are more, as the parameters or the body decide.)\n")
               : text;
}

QJsonObject parameterJson(const StepParameter &parameter)
{
    QJsonObject json{{QStringLiteral("name"), parameter.name},
                     {QStringLiteral("type"), typeName(parameter.type)},
                     {QStringLiteral("default"), QJsonValue::fromVariant(parameter.defaultValue)},
                     {QStringLiteral("required"), parameter.required},
                     {QStringLiteral("sentence"), parameter.sentence}};
    if (parameter.type == StepParameter::Type::Integer) {
        json.insert(QStringLiteral("minimum"), parameter.minimum);
        json.insert(QStringLiteral("maximum"), parameter.maximum);
        json.insert(QStringLiteral("unit"), parameter.unit);
    }
    if (parameter.type == StepParameter::Type::Choice)
        json.insert(QStringLiteral("choices"), QJsonArray::fromStringList(parameter.choices));
    return json;
}

} // namespace

QString stepHelp(const StepKind &kind)
{
    auto text = QStringLiteral("%1: %2\n").arg(kind.name, kind.sentence);
    if (!kind.parameters.empty())
        text += tr("\nParameters:\n") + parameterLines(kind);
    if (!kind.columns.empty())
        text += tr("\nColumns it adds to the results:\n") + columnLines(kind);
    return text + tr("\n%1\n\nExample:\n  sluice-cli run list.txt --step '%2'")
                      .arg(isolationSentence(kind.isolation), stepExample(kind.name));
}

QJsonObject stepJson(const StepKind &kind)
{
    QJsonArray parameters;
    for (const auto &parameter : kind.parameters)
        parameters.append(parameterJson(parameter));
    QJsonArray columns;
    for (const auto &column : kind.columns)
        columns.append(
            QJsonObject{{QStringLiteral("name"), column.name}, {QStringLiteral("sentence"), column.sentence}});
    return {{QStringLiteral("name"), kind.name},
            {QStringLiteral("sentence"), kind.sentence},
            {QStringLiteral("isolation"), isolationName(kind.isolation)},
            {QStringLiteral("parameters"), parameters},
            {QStringLiteral("columns"), columns},
            {QStringLiteral("example"), stepExample(kind.name)}};
}

} // namespace sluice
