// A reply's signals, written down.
#pragma once

#include <QNetworkReply>

#include <functional>

namespace sluice::test {

enum class Signal {
    Encrypted,
    RequestSent,
    UploadProgress,
    Redirected,
    MetaDataChanged,
    ReadyRead,
    DownloadProgress,
    ErrorOccurred,
    ReadChannelFinished,
    Finished
};

/// Writes down a reply's signals, and does something at one of them.
class Story : public QObject
{
public:
    Story(QNetworkReply *reply, std::function<void(Signal)> at = {}) : m_at(std::move(at))
    {
        connect(reply, &QNetworkReply::encrypted, this, [this] { note(Signal::Encrypted, "encrypted"); });
        connect(reply, &QNetworkReply::requestSent, this, [this] { note(Signal::RequestSent, "sent"); });
        connect(reply, &QNetworkReply::uploadProgress, this, [this] { note(Signal::UploadProgress, "up"); });
        connect(reply, &QNetworkReply::redirected, this, [this] { note(Signal::Redirected, "redirected"); });
        connect(reply, &QNetworkReply::metaDataChanged, this, [this] { note(Signal::MetaDataChanged, "head"); });
        connect(reply, &QNetworkReply::readyRead, this, [this] { note(Signal::ReadyRead, "bytes"); });
        connect(reply, &QNetworkReply::downloadProgress, this, [this] { note(Signal::DownloadProgress, "progress"); });
        connect(reply, &QNetworkReply::errorOccurred, this, [this] { note(Signal::ErrorOccurred, "error"); });
        connect(reply, &QNetworkReply::readChannelFinished, this, [this] { note(Signal::ReadChannelFinished, "end"); });
        connect(reply, &QNetworkReply::finished, this, [this] { note(Signal::Finished, "finished"); });
    }

    QByteArray told; ///< words separated by spaces

private:
    void note(Signal signal, const char *word)
    {
        told += told.isEmpty() ? "" : " ";
        told += word;
        if (m_at)
            m_at(signal);
    }

    std::function<void(Signal)> m_at;
};

} // namespace sluice::test

Q_DECLARE_METATYPE(sluice::test::Signal)
