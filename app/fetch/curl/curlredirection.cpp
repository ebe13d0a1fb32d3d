#include "fetch/curl/curlredirection.h"

#include "fetch/headers.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CurlRedirection", text);
}

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    const int usual = one.scheme() == QLatin1StringView("https") ? 443 : 80;
    return one.scheme() == other.scheme() && one.host() == other.host() && one.port(usual) == other.port(usual);
}

bool isFetchable(const QUrl &url)
{
    const auto scheme = url.scheme();
    return !url.host().isEmpty() && (scheme == QLatin1StringView("http") || scheme == QLatin1StringView("https"));
}

} // namespace

CurlRedirection::CurlRedirection(const QNetworkRequest &request, const QByteArray &verb)
    : m_request(request)
    , m_verb(verb)
    , m_policy(QNetworkRequest::RedirectPolicy(request.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt()))
    , m_left(request.maximumRedirectsAllowed())
{
}

CurlRedirection::Verdict CurlRedirection::judge(int status, const QByteArray &location)
{
    if (m_left-- <= 0)
        return refuse(QNetworkReply::TooManyRedirectsError);
    const auto from = m_request.url();
    auto target = from.resolved(QUrl(QString::fromUtf8(location), QUrl::TolerantMode));
    if (!target.isValid() || location.isEmpty() || !isFetchable(target))
        return refuse(QNetworkReply::ProtocolUnknownError);
    if (!target.hasFragment())
        target.setFragment(from.fragment(QUrl::FullyEncoded), QUrl::StrictMode);
    const bool sameOrigin = isSameOrigin(from, target);
    target.setUserInfo(sameOrigin ? from.userInfo(QUrl::FullyEncoded) : QString()); // no server says who we are
    const bool lessSafe = from.scheme() != target.scheme() && target.scheme() == QLatin1StringView("http");
    if ((m_policy == QNetworkRequest::NoLessSafeRedirectPolicy && lessSafe) ||
        (m_policy == QNetworkRequest::SameOriginRedirectPolicy && !sameOrigin))
        return refuse(QNetworkReply::InsecureRedirectError);

    const bool becomesGet = status == 303 ? m_verb != "HEAD" : (status == 301 || status == 302) && m_verb == "POST";
    if (becomesGet) {
        m_verb = QByteArrayLiteral("GET");
        m_keepsBody = false;
    }
    m_request.setUrl(target);
    leaveBehind(sameOrigin);
    return m_policy == QNetworkRequest::UserVerifiedRedirectPolicy ? Verdict::Ask : Verdict::Follow;
}

CurlRedirection::Verdict CurlRedirection::refuse(QNetworkReply::NetworkError error)
{
    m_error = error;
    return Verdict::Refuse;
}

void CurlRedirection::leaveBehind(bool sameOrigin)
{
    const auto names = m_request.rawHeaderList();
    for (const auto &name : names) {
        const auto lower = name.toLower();
        const bool ofTheHost = !sameOrigin && (isCredentialHeader(name) || lower == "host");
        const bool ofTheBody = !m_keepsBody && (lower.startsWith("content-") || lower == "transfer-encoding");
        if (ofTheHost || ofTheBody)
            m_request.setRawHeader(name, QByteArray()); // that is how one is taken away
    }
}

QString CurlRedirection::errorText() const
{
    switch (int(m_error)) { // as a number: only these three come from here
    case QNetworkReply::TooManyRedirectsError:
        return tr("Too many redirects");
    case QNetworkReply::InsecureRedirectError:
        return tr("Redirects to where the request's policy does not allow");
    default:
        return tr("Redirects to something that cannot be fetched");
    }
}

} // namespace sluice
