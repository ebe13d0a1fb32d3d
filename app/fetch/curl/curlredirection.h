#pragma once

#include <QNetworkReply>
#include <QNetworkRequest>

namespace sluice {

/// The redirects of one reply, by the rules of the request's RedirectPolicy: what the next request is, or why there
/// is none. Pure. Followed are 301, 302, 303, 307 and 308 to http and https; a fragment is handed on.
/// 303 turns all methods but HEAD into GET, 301 and 302 only POST; a GET takes no body and no Content-... headers
/// along. Headers that prove who somebody is, and Host, stay behind when scheme, host or port change.
class CurlRedirection
{
public:
    CurlRedirection(const QNetworkRequest &request, const QByteArray &verb);

    enum class Verdict { Follow, Ask, Refuse };
    /// Of a response to the current request.
    Verdict judge(int status, const QByteArray &location);
    // After Refuse:
    QNetworkReply::NetworkError error() const { return m_error; }
    QString errorText() const;

    // After the others: the request that follows; current from now on.
    const QNetworkRequest &request() const { return m_request; }
    const QByteArray &verb() const { return m_verb; }
    bool keepsBody() const { return m_keepsBody; }

private:
    Verdict refuse(QNetworkReply::NetworkError error);
    void leaveBehind(bool sameOrigin);

    QNetworkRequest m_request;
    QByteArray m_verb;
    QNetworkRequest::RedirectPolicy m_policy;
    int m_left;
    bool m_keepsBody = true;
    QNetworkReply::NetworkError m_error = QNetworkReply::NoError;
};

} // namespace sluice
