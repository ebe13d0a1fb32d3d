// Replies and managers that come to an end at any moment, both managers and all servers.
#include "contractsite.h"
#include "replies.h"
#include "story.h"

#include <QPointer>

using namespace sluice;
using namespace sluice::test;

namespace {

enum class Harm { Abort, Delete, DeleteManager };

} // namespace

Q_DECLARE_METATYPE(Harm)

class ContractHarmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addContractRows(); }
    void initTestCase();
    void init();
    void harmAtAnyMoment_data();
    void harmAtAnyMoment();
    void managerDeletedWithReplies();
    void manyAborts();
    void abortedLeavesNothingToTheNext();

private:
    bool isQt() const { return m_engine == FetchEngine::Qt; }
    Reply get(const QUrl &url) { return Reply(m_manager->get(contractRequest(url))); }

    ContractSite m_site;
    FetchEngine m_engine{};
    Server m_server{};
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

void ContractHarmTest::initTestCase()
{
    const auto fault = m_site.start();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void ContractHarmTest::init()
{
    QFETCH_GLOBAL(FetchEngine, engine);
    QFETCH_GLOBAL(Server, server);
    m_engine = engine;
    m_server = server;
    m_manager = makeManager(engine);
}

void ContractHarmTest::harmAtAnyMoment_data()
{
    QTest::addColumn<Signal>("signal");
    QTest::addColumn<Harm>("harm");
    const std::pair<const char *, Signal> moments[]{
        {"sent", Signal::RequestSent},          {"head", Signal::MetaDataChanged},    {"bytes", Signal::ReadyRead},
        {"progress", Signal::DownloadProgress}, {"end", Signal::ReadChannelFinished}, {"finished", Signal::Finished}};
    const std::pair<const char *, Harm> harms[]{
        {"abort", Harm::Abort}, {"delete", Harm::Delete}, {"delete manager", Harm::DeleteManager}};
    for (const auto &[when, signal] : moments) {
        for (const auto &[what, harm] : harms)
            QTest::addRow("%s at %s", what, when) << signal << harm;
    }
}

void ContractHarmTest::harmAtAnyMoment()
{
    QFETCH(Signal, signal);
    QFETCH(Harm, harm);
    QPointer<QNetworkReply> reply(get(m_site.bodyUrl(m_server, 1'000'000)).release());
    const QPointer<QNetworkReply> bystander(get(m_site.bodyUrl(m_server, 1'000'000)).release());
    bool done = false;
    const auto doHarm = [this, harm, &reply, &done] {
        done = true;
        switch (harm) {
        case Harm::Abort:
            reply->abort();
            return;
        case Harm::Delete:
            delete reply.data();
            return;
        case Harm::DeleteManager:
            m_manager.reset();
            return;
        }
    };
    bool begun = false;
    Story story(reply, [&](Signal at) {
        if (at != signal || std::exchange(begun, true))
            return;
        // Qt's crashes when it is destroyed in its own signals, so there it happens a moment later.
        if (isQt() && harm != Harm::Abort)
            QMetaObject::invokeMethod(this, doHarm, Qt::QueuedConnection);
        else
            doHarm();
    });
    QTRY_VERIFY(done);
    if (harm == Harm::DeleteManager)
        QVERIFY(!reply && !bystander);
    else
        QVERIFY(bodyOf(bystander) == ContractSite::body(1'000'000)); // the other one goes on
    QVERIFY(story.told.count("finished") <= 1);
    if (harm == Harm::Abort)
        QCOMPARE(story.told.count("finished"), 1);
}

void ContractHarmTest::managerDeletedWithReplies()
{
    std::vector<QPointer<QNetworkReply>> replies;
    const int count = isQt() ? 50 : 500; // Qt's asks for six at a time anyway
    for (int i = 0; i < count; ++i)
        replies.emplace_back(
            get(i % 2 == 0 ? m_site.url(m_server, "/hang") : m_site.bodyUrl(m_server, 8'000'000)).release());
    QTest::qWait(20); // some have connected, some have not
    m_manager.reset();
    for (const auto &reply : replies)
        QVERIFY(!reply);
}

void ContractHarmTest::manyAborts()
{
    if (isQt() && isEncrypted(m_server))
        return; // after some hundred aborts over TLS, Qt's lets a request wait for ten seconds and more
    const auto body = ContractSite::body(1);
    for (int round = 0; round < 125; ++round) { // by 20, and 4 servers: 10,000
        std::vector<Reply> replies;
        for (int i = 0; i < 20; ++i) {
            replies.push_back(get(m_site.bodyUrl(m_server, 8'000'000)));
            replies.back()->setReadBufferSize(100'000);
        }
        for (int turn = 0; turn < round % 6; ++turn)
            QCoreApplication::processEvents(); // catch each stage of a transfer
        if (round % 6 == 0)
            QTRY_VERIFY(replies.front()->bytesAvailable() > 0);
        for (const auto &reply : replies)
            reply->abort();
        const auto next = get(m_site.bodyUrl(m_server, 1));
        QCOMPARE(bodyOf(next.get()), body);
    }
}

void ContractHarmTest::abortedLeavesNothingToTheNext()
{
    constexpr qint64 limit = 50'000;
    const auto start = [this] {
        auto reply = get(m_site.bodyUrl(m_server, 8'000'000));
        reply->setReadBufferSize(limit);
        return reply;
    };
    const auto bystander = start(); // over HTTP/2, the connection stays in use
    QTRY_VERIFY(bystander->bytesAvailable() >= limit);
    const auto aborted = start();
    QTRY_VERIFY(aborted->bytesAvailable() >= limit);
    aborted->abort();
    const auto next = start();
    QTRY_VERIFY(next->bytesAvailable() >= limit);
    QByteArray body;
    connect(next.get(), &QNetworkReply::readyRead, this, [&body, &next] { body += next->readAll(); });
    body += next->readAll();
    body += bodyOf(next.get());
    QVERIFY(body == ContractSite::body(8'000'000));
}

QTEST_GUILESS_MAIN(ContractHarmTest)
#include "tst_contractharm.moc"
