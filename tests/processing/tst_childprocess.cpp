#include "processing/child/childprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <cerrno>
#include <csignal>

using namespace sluice;

/// With programs that every system has.
class ChildProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReadsAtOnce();
    void saysThatAProgramIsMissing();
    void saysThatAProgramMayNotBeStarted();
    void endsAtTheDeadline();
    void endsWhenCancelled();
    void endsWhenThereIsTooMuch();
    void isNoFaultNotToRead();
    void tellsHowItEnded();
    void takesEverythingWithIt();
    void seesOnlyTheGivenEnvironment();
    void keepsTheLastErrors();
    void takesWordsAsTheyAre();
};

namespace {

using Process = std::unique_ptr<ChildProcess>;
using Exchange = ChildProcess::Exchange;

Process shell(const QString &script, const QStringList &environment = {u"PATH=/usr/bin:/bin"_qs})
{
    auto started = ChildProcess::start({u"/bin/sh"_qs, {u"-c"_qs, script}, environment, {}});
    return started ? std::move(started).value() : nullptr;
}

bool never()
{
    return false;
}

ChildProcess::Bounds within(int ms)
{
    return {QDeadlineTimer(ms)};
}

bool hasLine(const Process &process)
{
    return process->output().contains('\n');
}

/// Gone, or a zombie that waits for its reaper.
bool isGone(pid_t pid)
{
    QFile state(u"/proc/%1/stat"_qs.arg(pid));
    return !state.open(QIODevice::ReadOnly) || state.readAll().contains(") Z ");
}

} // namespace

void ChildProcessTest::writesAndReadsAtOnce()
{
    const auto process = shell(u"cat"_qs);
    QVERIFY(process);
    const QByteArray much(10'000'000, 'x'); // far more than a pipe holds: one after the other would wait for ever
    process->send(much);
    process->closeInput();
    QCOMPARE(process->exchange(never, within(20'000)), Exchange::Closed);
    QCOMPARE(process->output().size(), much.size());
    QCOMPARE(process->output(), much);
}

void ChildProcessTest::saysThatAProgramIsMissing()
{
    const auto started = ChildProcess::start({u"/nowhere/convert"_qs, {}, {}, {}});
    QVERIFY(started.failed());
    QCOMPARE(started.error().message, u"the program /nowhere/convert is not there"_qs);
}

void ChildProcessTest::saysThatAProgramMayNotBeStarted()
{
    const auto started = ChildProcess::start({u"/etc/passwd"_qs, {}, {}, {}});
    QVERIFY(started.failed());
    QCOMPARE(started.error().message, u"the program /etc/passwd cannot be started: Permission denied"_qs);
}

void ChildProcessTest::endsAtTheDeadline()
{
    const auto process = shell(u"sleep 60"_qs);
    QVERIFY(process);
    QCOMPARE(process->exchange(never, within(50)), Exchange::TimedOut);
    QVERIFY(!process->wait(within(50)));
}

void ChildProcessTest::endsWhenCancelled()
{
    const auto process = shell(u"sleep 60"_qs);
    QVERIFY(process);
    CancelSource source;
    source.cancel();
    QCOMPARE(process->exchange(never, {QDeadlineTimer(20'000), 1000, source.token()}), Exchange::Cancelled);
    QVERIFY(!process->wait({QDeadlineTimer(20'000), 1000, source.token()}));
}

void ChildProcessTest::endsWhenThereIsTooMuch()
{
    const auto process = shell(u"yes"_qs);
    QVERIFY(process);
    QCOMPARE(process->exchange(never, {QDeadlineTimer(20'000), 1'000'000, {}}), Exchange::TooMuch);
    QVERIFY(process->output().size() < 1'200'000);
}

void ChildProcessTest::isNoFaultNotToRead()
{
    const auto process = shell(u"exec <&-; echo done"_qs); // writing to it would be a signal that ends this program
    QVERIFY(process);
    process->send(QByteArray(1'000'000, 'x'));
    QCOMPARE(process->exchange(never, within(20'000)), Exchange::Closed);
    QCOMPARE(process->output(), QByteArray("done\n"));
}

void ChildProcessTest::tellsHowItEnded()
{
    const auto code = shell(u"exit 3"_qs);
    const auto ended = code->wait(within(20'000));
    QVERIFY(ended);
    QCOMPARE(ended->code, 3);
    QCOMPARE(endingInWords(*ended), u"ended with code 3"_qs);

    const auto killed = shell(u"kill -9 $$"_qs);
    const auto end = killed->wait(within(20'000));
    QVERIFY(end);
    QCOMPARE(end->signal, SIGKILL);
    QCOMPARE(endingInWords(*end), u"was ended by signal 9 (Killed)"_qs);
}

void ChildProcessTest::takesEverythingWithIt()
{
    auto process = shell(u"sleep 60 & echo $!; wait"_qs);
    QVERIFY(process);
    QCOMPARE(process->exchange([&process] { return hasLine(process); }, within(20'000)), Exchange::Enough);
    const auto grandchild = static_cast<pid_t>(process->output().trimmed().toInt());
    QVERIFY(grandchild > 1);
    QVERIFY(!isGone(grandchild));
    process.reset();
    QTRY_VERIFY(isGone(grandchild));
}

void ChildProcessTest::seesOnlyTheGivenEnvironment()
{
    qputenv("SLUICE_SECRET", "secret");
    const auto process = shell(u"/usr/bin/env"_qs, {u"ONLY=this"_qs});
    QVERIFY(process);
    QCOMPARE(process->exchange(never, within(20'000)), Exchange::Closed);
    QVERIFY(process->output().contains("ONLY=this\n"));
    QVERIFY(!process->output().contains("SLUICE_SECRET"));
    QVERIFY(!process->output().contains("HOME="));
}

void ChildProcessTest::keepsTheLastErrors()
{
    const auto process = shell(u"i=0; while [ $i -lt 2000 ]; do echo line $i >&2; i=$((i+1)); done"_qs);
    QVERIFY(process);
    QVERIFY(process->exchange(never, within(20'000)) == Exchange::Closed);
    QVERIFY(process->wait(within(20'000)));
    QVERIFY(process->errorTail().endsWith("line 1999\n"));
    QVERIFY(process->errorTail().size() <= 2048);
}

void ChildProcessTest::takesWordsAsTheyAre()
{
    auto started = ChildProcess::start({u"printf"_qs, {u"%s|"_qs, u"a b"_qs, u"$HOME;`id`"_qs, u"图"_qs}, {}, {}});
    QVERIFY(started);
    const auto process = std::move(started).value();
    QCOMPARE(process->exchange(never, within(20'000)), Exchange::Closed);
    QCOMPARE(QString::fromUtf8(process->output()), u"a b|$HOME;`id`|图|"_qs);
}

QTEST_GUILESS_MAIN(ChildProcessTest)
#include "tst_childprocess.moc"
