// What is taken out of messages, and what must stay.
#include "core/messagepattern.h"

#include <QTest>

using namespace sluice;

class MessagePatternTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOutWhatDiffers_data();
    void takesOutWhatDiffers();
    void takesOutTheHost_data();
    void takesOutTheHost();
    void keepsTheStatus();
    void isPlainAndBounded();
};

void MessagePatternTest::takesOutWhatDiffers_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char *message, const char *pattern) {
        QTest::newRow(message) << QString::fromUtf8(message) << QString::fromUtf8(pattern);
    };
    row("", "");
    row("The recipe has no steps.", "The recipe has no steps.");
    row("attempt 3 of 12 failed", "attempt N of N failed");
    row("(1,024 of 300000 bytes)", "(N of N bytes)");
    row("after 30 s", "after N");
    row("after 1 min 34 s without a byte", "after N without a byte");
    row("18.2 MB is larger than 4 MB allowed", "N is larger than N allowed");
    row("exceeded 30s", "exceeded Ns");
    row("line 12: unexpected -5", "line N: unexpected -N");
    row("example.org refused the connection", "… refused the connection");
    row("127.0.0.1:8080 refused the connection", "… refused the connection");
    row("[2001:db8::1]:443 cannot be reached", "… cannot be reached");
    row("see https://example.org/a?b=1&c=2, please", "see …, please");
    row("redirected to http://a.example/x.", "redirected to ….");
    row("/home/me/photos/12.jpg: No space left", "…: No space left");
    row("cannot read photo.jpg", "cannot read …");
    row("either/or", "either/or");
    row("column “width” is missing", "column “…” is missing");
    row("column \"a, b\" and 'c'", "column \"…\" and '…'");
    row("it doesn't fit", "it doesn't fit");
    row("an unclosed “quote", "an unclosed “quote");
    row("the checksum is e3b0c44298fc1c149afbf4c8996fb924", "the checksum is …");
    row("id 550e8400-e29b-41d4-a716-446655440000 is unknown", "id … is unknown");
    row("at 0x7ffe12", "at …");
    row("job17 of shard3", "jobN of shardN");
    row("somebody@example.org bounced", "… bounced");
    row("defaced facade", "defaced facade");
    row("two   spaces\tand a tab", "two spaces␉and a tab");
}

void MessagePatternTest::takesOutWhatDiffers()
{
    QFETCH(QString, message);
    QFETCH(QString, pattern);
    QCOMPARE(messagePattern(message), pattern);
    QCOMPARE(messagePattern(pattern), pattern);
}

void MessagePatternTest::takesOutTheHost_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char *host, const char *message, const char *pattern) {
        QTest::newRow(message) << QString::fromUtf8(host) << QString::fromUtf8(message) << QString::fromUtf8(pattern);
    };
    row("http://intranet", "intranet refused the connection", "… refused the connection");
    row("http://intranet:8080", "intranet:8080 closed", "… closed");
    row("http://localhost", "Localhost:9 closed", "… closed");
    row("http://intranet", "intranets closed", "intranets closed");
    row("http://the", "the host of other things", "… host of other things");
    row("http://[::1]:80", "[::1]:80 closed", "… closed");
    row("file:", "no such file", "no such file");
}

void MessagePatternTest::takesOutTheHost()
{
    QFETCH(QString, host);
    QFETCH(QString, message);
    QFETCH(QString, pattern);
    QCOMPARE(messagePattern(message, host), pattern);
}

void MessagePatternTest::keepsTheStatus()
{
    const auto message = QStringLiteral("The server answered 404 Not Found 4040 (12).");
    QCOMPARE(messagePattern(message, {}, 404), QStringLiteral("The server answered 404 Not Found N (N)."));
    QCOMPARE(messagePattern(message, {}, 0), QStringLiteral("The server answered N Not Found N (N)."));
}

void MessagePatternTest::isPlainAndBounded()
{
    const auto hostile = messagePattern(QStringLiteral("a\u202eb\x1b[31m\nc"));
    for (const auto c : hostile)
        QVERIFY(c.isPrint());
    QVERIFY(!hostile.contains(QChar(0x202e)));
    QCOMPARE(messagePattern(QString(100'000, u'x')).size(), 200);
    for (const auto *signs : {"“", "[", "/", "a.", "1,", "://", "…"}) // none of them takes long, whatever it repeats
        QVERIFY(messagePattern(QString::fromUtf8(signs).repeated(50'000)).size() <= 200);
}

QTEST_GUILESS_MAIN(MessagePatternTest)
#include "tst_messagepattern.moc"
