#include "limits/retryafter.h"

#include <QTest>

using namespace sluice;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::optional<Duration>)

class RetryAfterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
};

using Span = std::optional<Duration>;

// Sun, 06 Nov 1994 08:49:00 GMT
static constexpr WallTime classic{std::chrono::sys_days{std::chrono::year{1994} / 11 / 6} + 8h + 49min};
static constexpr WallTime today{std::chrono::sys_days{std::chrono::year{2026} / 12 / 31} + 23h + 59min + 30s};

void RetryAfterTest::parses_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<WallTime>("now");
    QTest::addColumn<Span>("expected");

    const auto row = [](const char *name, const char *value, WallTime now, Span expected) {
        QTest::newRow(name) << QByteArray(value) << now << expected;
    };
    row("seconds", "120", today, 120s);
    row("zero", "0", today, 0s);
    row("leading zeros", "007", today, 7s);
    row("white space", " \t30 ", today, 30s);
    row("too many seconds to count", "99999999999999999999999", today, 24h * 36'525);
    row("a few more than a century", "3999999999", today, 24h * 36'525);

    row("IMF-fixdate", "Sun, 06 Nov 1994 08:49:37 GMT", classic, 37s);
    row("RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT", classic, 37s);
    row("asctime", "Sun Nov  6 08:49:37 1994", classic, 37s);
    row("asctime, two-digit day", "Wed Nov 16 08:49:00 1994", classic, 240h);
    row("over the year's end", "Fri, 01 Jan 2027 00:00:00 GMT", today, 30s);
    row("two-digit year ahead", "Friday, 01-Jan-27 00:00:00 GMT", today, 30s);
    row("two-digit year 60 ahead is the past", "Sunday, 01-Jan-86 00:00:00 GMT", today, {});
    row("leap day", "Tue, 29 Feb 2028 00:00:00 GMT", WallTime(std::chrono::sys_days{std::chrono::year{2028} / 2 / 28}),
        24h);
    row("leap second", "Thu, 31 Dec 2026 23:59:60 GMT", today, 30s);
    row("just now", "Sun, 06 Nov 1994 08:49:00 GMT", classic, 0s);
    row("passed", "Sun, 06 Nov 1994 08:48:59 GMT", classic, {});

    row("empty", "", today, {});
    row("blank", "  ", today, {});
    row("negative", "-5", today, {});
    row("signed", "+5", today, {});
    row("fraction", "1.5", today, {});
    row("with unit", "120s", today, {});
    row("two values", "120, 120", today, {});
    row("word", "soon", today, {});
    row("bare GMT", "GMT", today, {});
    row("no such day", "Mon, 30 Feb 2027 00:00:00 GMT", today, {});
    row("no such month", "Mon, 01 Foo 2027 00:00:00 GMT", today, {});
    row("no such hour", "Fri, 01 Jan 2027 24:00:00 GMT", today, {});
    row("other zone", "Fri, 01 Jan 2027 00:00:00 CET", today, {});
    row("offset", "Fri, 01 Jan 2027 00:00:00 +0000", today, {});
    row("ISO date", "2027-01-01T00:00:00Z", today, {});
    row("signed year", "Fri, 01 Jan +027 00:00:00 GMT", today, {});
    row("broken time", "Fri, 01 Jan 2027 00:00 GMT", today, {});
    row("not text", "\xff\xfe\x01 \x02 \x03", today, {});
}

void RetryAfterTest::parses()
{
    QFETCH(QByteArray, value);
    QFETCH(WallTime, now);
    QFETCH(Span, expected);
    const auto span = parseRetryAfter(value, now);
    QCOMPARE(span.has_value(), expected.has_value());
    if (expected)
        QCOMPARE(span->count(), expected->count());
}

QTEST_APPLESS_MAIN(RetryAfterTest)
#include "tst_retryafter.moc"
