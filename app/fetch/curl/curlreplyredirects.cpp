// CurlReply: from a response that redirects to the next request.
#include "fetch/curl/curlaccessmanager.h"
#include "fetch/curl/curlmultidriver.h"
#include "fetch/curl/curlreply.h"
#include "fetch/headerlines.h"
#include "fetch/redirect.h"

namespace sluice {

bool CurlReply::isRedirected()
{
    if (!isRedirect(m_head.status()))
        return false;
    const auto policy = request().attribute(QNetworkRequest::RedirectPolicyAttribute);
    const auto location = headerValue(m_head.lines(), "location");
    if (policy.toInt() == QNetworkRequest::ManualRedirectPolicy || location.isEmpty()) // not set: manual
        return false;
    if (!m_redirection)
        m_redirection = std::make_unique<CurlRedirection>(request(), m_verb);
    const auto verdict = m_redirection->judge(m_head.status(), location);
    m_bodyIsNews = false;
    m_body.clear(); // libcurl may have been ahead of us
    m_bodyRead = 0;
    if (verdict == CurlRedirection::Verdict::Refuse) {
        publishHead();
        endWith(m_redirection->error(), m_redirection->errorText());
        return true;
    }
    m_redirects = true;
    m_mayRedirect = verdict == CurlRedirection::Verdict::Follow;
    resumeIfRoom();
    if (!m_mayRedirect)
        connect(this, &QNetworkReply::redirectAllowed, this, &CurlReply::allowRedirect, Qt::UniqueConnection);
    setUrl(m_redirection->request().url());
    Q_EMIT redirected(url());
    return true;
}

void CurlReply::allowRedirect()
{
    m_mayRedirect = m_redirects;
    if (m_transfer && m_redirects)
        m_driver->noteNews(m_transfer.get());
}

void CurlReply::followRedirect()
{
    const bool isRead = m_transfer && m_transfer->result(); // so that its connection can be used again
    if (!m_mayRedirect || !isRead)
        return;
    m_driver->remove(m_transfer.get());
    m_transfer->reset();
    m_redirects = false;
    m_head = {};
    m_decoder.reset();
    m_received = 0;
    m_paused = false;
    m_verb = m_redirection->verb();
    if (m_verb == "GET")
        setOperation(QNetworkAccessManager::GetOperation);
    if (!m_redirection->keepsBody())
        m_upload.reset();
    if (m_upload && !m_upload->startAgain()) {
        endWith(ContentReSendError, tr("The data to send cannot be read a second time"));
        return;
    }
    if (!launch(m_redirection->request(), m_owner->proxy(), m_owner->trust())) // alive: we have a transfer
        endWith(UnknownNetworkError, tr("the transfer could not be started"));
}

} // namespace sluice
