#pragma once

#include "async/canceltoken.h"
#include "async/completion.h"
#include "fetch/bodyreceiver.h"
#include "fetch/deadlinewatch.h"
#include "fetch/requestdeadlines.h"

#include <QNetworkReply>
#include <QPointer>

#include <functional>
#include <memory>

namespace sluice {

/// One reply on its way: drains it into the sink, holds it to its deadlines, and completes exactly once, when
/// the transfer is over. Owns the reply, and ends it when destroyed. All on the reply's thread, except that the
/// token may be cancelled on any.
class ReplyOperation final : public QObject, private DeadlineWatch::Client
{
public:
    struct Setting
    {
        DeadlineWatch *watch;
        QByteArray *scratch;         ///< where bytes pass through; shared by all operations of the thread
        bool checkLengths = false;   ///< AccessManagers::needsChecking()
        bool decodesContent = false; ///< the codings were asked for by us, so we undo them
    };

    ReplyOperation(std::unique_ptr<QNetworkReply> reply, const FetchRequest &request, BodySink *sink,
                   const CancelToken &token, const Setting &setting);
    ~ReplyOperation() override;

    const Completion<Result<void>> &ended() const { return m_ended; }
    /// After ended() has come.
    FetchResponse takeResponse() { return std::move(m_response); }

private:
    struct PostCancel
    {
        ReplyOperation *operation;
        void operator()() const;
    };

    void onConnecting() { m_body.reached(WaitReason::Connect, m_setting.watch->now()); }
    void onSent();
    void onHead();
    void onBytes();
    void onFinished();
    TimePoint checkDeadlines(TimePoint now) override;

    void readHead();
    Result<void> judgeHead();
    Result<void> drain();
    Result<void> judgeEnd() const;
    Error transferFault() const;
    void end(Result<void> ending);
    void noteTransfer();
    PhaseTimings measuredTimings() const;

    std::unique_ptr<QNetworkReply> m_reply;
    Setting m_setting;
    QByteArray m_method;
    QUrl m_url;
    BodyReceiver m_body;
    qint64 m_maxBytes;
    RequestDeadlines m_deadlines;
    TimePoint m_start;
    TimePoint m_headAt{};
    std::optional<qint64> m_expected;
    FetchResponse m_response;
    bool m_over = false;
    Completion<Result<void>> m_ended;
    std::optional<CancelCallback<PostCancel>>
        m_onCancel; // last: gone first, so nothing is posted to a half-dead object
};

} // namespace sluice
