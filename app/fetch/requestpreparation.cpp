#include "fetch/requestpreparation.h"

#include "fetch/contentdecoder.h"
#include "fetch/headers.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FetchRequest", text);
}

Error unusable(const QString &reason)
{
    return {ErrorKind::Input, reason};
}

QByteArray userAgent()
{
    static const QByteArray agent = "Sluice/" SLUICE_VERSION;
    return agent;
}

QByteArray basicAuthorization(const QUrl &url)
{
    const auto pair = url.userName(QUrl::FullyDecoded) + QLatin1Char(':') + url.password(QUrl::FullyDecoded);
    return "Basic " + pair.toUtf8().toBase64();
}

} // namespace

bool hasHeader(const RawHeaders &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(),
                       [name](const auto &header) { return name.compare(header.first, Qt::CaseInsensitive) == 0; });
}

Result<void> checkRequest(const FetchRequest &request)
{
    const auto scheme = request.url.scheme();
    if (scheme != QLatin1StringView("http") && scheme != QLatin1StringView("https"))
        return unusable(tr("Only http and https addresses can be fetched, not “%1”").arg(scheme));
    if (request.url.host().isEmpty())
        return unusable(tr("The address names no host"));
    if (request.method != "GET" && request.method != "HEAD")
        return unusable(tr("Method %1 is not supported yet").arg(QString::fromLatin1(request.method)));
    for (const auto &[name, value] : request.headers) {
        if (!isSendableHeader(name, value))
            return unusable(tr("Header “%1” cannot be sent").arg(QString::fromLatin1(name)));
    }
    return success();
}

QNetworkRequest commonRequest(const RawHeaders &headers)
{
    QNetworkRequest result;
    if (!hasHeader(headers, "user-agent"))
        result.setRawHeader("User-Agent", userAgent());
    if (!hasHeader(headers, "accept"))
        result.setRawHeader("Accept", "*/*");
    if (!hasHeader(headers, "accept-encoding"))
        result.setRawHeader("Accept-Encoding", ContentDecoder::accepted);
    for (const auto &[name, value] : headers)
        result.setRawHeader(name, value);
    return result;
}

void setAddress(QNetworkRequest *request, const QUrl &url)
{
    request->setUrl(url);
    if (url.userInfo().isEmpty())
        return;
    request->setUrl(url.adjusted(QUrl::RemoveUserInfo));
    if (!request->hasRawHeader("Authorization"))
        request->setRawHeader("Authorization", basicAuthorization(url));
}

} // namespace sluice
