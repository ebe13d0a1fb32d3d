#include "files/nametemplate.h"

#include "files/filename.h"

#include <QCoreApplication>
#include <QStringList>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("NameTemplate", text);
}

Error unusable(const QString &reason)
{
    return {ErrorKind::Input, reason};
}

QString hostPart(const QUrl &url)
{
    auto host = url.host();
    if (const int usual = url.scheme() == QLatin1StringView("https") ? 443 : 80; url.port(usual) != usual)
        host += u'_' + QString::number(url.port());
    return host.replace(u':', u'_'); // of an IPv6 address
}

QString fallbackName(const NameParts &parts)
{
    return QStringLiteral("index-%1").arg(number(parts.id));
}

std::optional<QString> valueOf(QStringView placeholder, const NameParts &parts)
{
    if (placeholder == u"host")
        return safeFileName(hostPart(parts.url), QStringLiteral("local"));
    if (placeholder == u"id")
        return QString::number(number(parts.id));
    if (placeholder == u"name")
        return fileNameFromUrl(parts.url, fallbackName(parts));
    if (placeholder == u"ext")
        return fileExtension(fileNameFromUrl(parts.url, {}));
    return std::nullopt;
}

Result<QString> expandComponent(QStringView text, const NameParts &parts)
{
    QString result;
    while (!text.empty()) {
        const auto open = text.indexOf(u'{');
        const auto literal = open < 0 ? text : text.first(open);
        if (literal.contains(u'}'))
            return unusable(tr("the name template has a } without a {"));
        result += literal;
        if (open < 0)
            break;
        const auto close = text.indexOf(u'}', open);
        if (close < 0)
            return unusable(tr("the name template has a { without a }"));
        const auto placeholder = text.sliced(open + 1, close - open - 1);
        const auto value = valueOf(placeholder, parts);
        if (!value)
            return unusable(tr("the name template knows no {%1}: use {host}, {id}, {name} or {ext}").arg(placeholder));
        result += *value;
        text = text.sliced(close + 1);
    }
    return result;
}

} // namespace

Result<QString> expandNameTemplate(QStringView nameTemplate, const NameParts &parts)
{
    QStringList path;
    const auto components = nameTemplate.split(u'/');
    for (const auto component : components) {
        if (component.trimmed().empty())
            return unusable(nameTemplate.startsWith(u'/')
                                ? tr("the name template must not begin with /: names are below the output folder")
                                : tr("the name template has an empty part"));
        if (component == u"." || component == u"..")
            return unusable(tr("the name template must not contain . or .. as a folder"));
        auto expanded = expandComponent(component, parts);
        if (!expanded)
            return expanded;
        path += safeFileName(expanded.value(), fallbackName(parts));
    }
    return path.join(u'/');
}

Result<void> checkNameTemplate(QStringView nameTemplate)
{
    const NameParts any{QUrl(QStringLiteral("http://example.org/name.ext")), JobId(1)};
    const auto expanded = expandNameTemplate(nameTemplate, any);
    return expanded ? success() : Result<void>(expanded.error());
}

} // namespace sluice
