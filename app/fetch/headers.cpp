#include "fetch/headers.h"

#include "core/safetext.h"

#include <QCoreApplication>

#include <algorithm>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Headers", text);
}

Error unusable(const QString &reason)
{
    return {ErrorKind::Input, reason};
}

bool isTokenCharacter(char c)
{
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return alphanumeric || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool framesTheMessage(QByteArrayView name)
{
    return name.compare("content-length", Qt::CaseInsensitive) == 0 ||
           name.compare("transfer-encoding", Qt::CaseInsensitive) == 0;
}

} // namespace

bool isFieldValue(QByteArrayView value)
{
    return std::none_of(value.begin(), value.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code < 0x20 && c != '\t') || code == 0x7f;
    });
}

bool isToken(QByteArrayView name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), isTokenCharacter);
}

bool isSendableHeader(QByteArrayView name, QByteArrayView value)
{
    return isToken(name) && !framesTheMessage(name) && isFieldValue(value);
}

Result<std::pair<QByteArray, QByteArray>> parseHeader(QStringView text)
{
    const auto colon = text.indexOf(u':');
    if (colon < 0)
        return unusable(tr("“%1” is not a header: write NAME: VALUE").arg(visibleText(text, 80)));
    const auto name = text.first(colon).toUtf8();
    const auto value = text.sliced(colon + 1).trimmed().toUtf8();
    if (!isToken(name))
        return unusable(tr("“%1” is not a header name: letters, digits and - only, no spaces")
                            .arg(visibleText(text.first(colon), 80)));
    if (framesTheMessage(name))
        return unusable(tr("%1 cannot be set: it follows from the request").arg(QString::fromLatin1(name)));
    if (!isFieldValue(value))
        return unusable(tr("the value of header %1 contains a control character").arg(QString::fromLatin1(name)));
    return std::make_pair(name, value);
}

bool isCredentialHeader(QByteArrayView name)
{
    static constexpr std::array parts{"authorization", "cookie", "token",    "secret",
                                      "api-key",       "apikey", "password", "session"};
    const auto lower = name.toByteArray().toLower();
    return std::ranges::any_of(parts, [&lower](const char *part) { return lower.contains(part); });
}

} // namespace sluice
