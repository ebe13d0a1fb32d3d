// Steps that would run or grow for ever: they fail, with their reason, and the run goes on.
#include "cliprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sluice;
using namespace sluice::test;

#if defined(__SANITIZE_ADDRESS__)
#define SLUICE_SANITIZED_TEST
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLUICE_SANITIZED_TEST
#endif
#endif

class HostileStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endlessComputing();
    void endlessMemory();
    void endlessCommand();

private:
    /// By name of the file: "succeeded", or the error.
    QMap<QString, QString> outcomes(const QStringList &bodies, const QStringList &options);

    QTemporaryDir m_folder;
};

QMap<QString, QString> HostileStepsTest::outcomes(const QStringList &bodies, const QStringList &options)
{
    QStringList arguments{QStringLiteral("run")};
    for (const auto &body : bodies)
        arguments.append(writeLines(m_folder.filePath(body.first(3) + QStringLiteral(".json")), {body.sliced(3)}));
    const auto table = m_folder.filePath(QStringLiteral("table.jsonl"));
    QFile::remove(table);
    const auto ended = runCli(arguments + options +
                              QStringList{QStringLiteral("--export"), table, QStringLiteral("--quiet"),
                                          QStringLiteral("--summary"), QStringLiteral("json")});
    QMap<QString, QString> outcomes;
    outcomes.insert(QStringLiteral("exit"), QString::number(ended.code));
    for (const auto &row : readRows(table)) {
        const auto name = row.value(QStringLiteral("url")).toString().section(QLatin1Char('/'), -1).first(3);
        const auto error = row.value(QStringLiteral("error")).toString();
        outcomes.insert(name, error.isEmpty() ? row.value(QStringLiteral("state")).toString() : error);
    }
    return outcomes;
}

void HostileStepsTest::endlessComputing()
{
    const auto found = outcomes(
        {QStringLiteral("one{}"), QStringLiteral("two{\"loop\":true}"), QStringLiteral("six{}")},
        {QStringLiteral("--step"), QStringLiteral("jq program='def f: f; if .loop then f else {ok: true} end'"),
         QStringLiteral("--step-timeout"), QStringLiteral("1")});
    const QMap<QString, QString> expected{
        {QStringLiteral("exit"), QStringLiteral("1")},
        {QStringLiteral("one"), QStringLiteral("succeeded")},
        {QStringLiteral("six"), QStringLiteral("succeeded")},
        {QStringLiteral("two"), QStringLiteral("jq: it computed for more than 1 s and was ended")}};
    QCOMPARE(found, expected);
}

void HostileStepsTest::endlessMemory()
{
#ifdef SLUICE_SANITIZED_TEST
    QSKIP("sanitizers need more addresses than a limit of memory leaves");
#else
    const auto found = outcomes(
        {QStringLiteral("one{}"), QStringLiteral("two{\"grow\":true}"), QStringLiteral("six{}")},
        {QStringLiteral("--step"), QStringLiteral("jq program='if .grow then [range(1e12)] else {ok: true} end'"),
         QStringLiteral("--step-memory"), QStringLiteral("300000000")});
    QCOMPARE(found.value(QStringLiteral("exit")), QStringLiteral("1"));
    QCOMPARE(found.value(QStringLiteral("one")), QStringLiteral("succeeded"));
    QCOMPARE(found.value(QStringLiteral("six")), QStringLiteral("succeeded"));
    const auto error = found.value(QStringLiteral("two"));
    QVERIFY2(error.startsWith(QStringLiteral("jq: its child process, which may use 286 MiB of memory, ")),
             qPrintable(error));
#endif
}

void HostileStepsTest::endlessCommand()
{
    const auto found =
        outcomes({QStringLiteral("one1"), QStringLiteral("two60"), QStringLiteral("six0")},
                 {QStringLiteral("--step"), QStringLiteral("command shell='read s; sleep $s' output=none timeout=5")});
    QCOMPARE(found.value(QStringLiteral("one")), QStringLiteral("succeeded"));
    QCOMPARE(found.value(QStringLiteral("six")), QStringLiteral("succeeded"));
    QCOMPARE(found.value(QStringLiteral("two")), QStringLiteral("command: /bin/sh was ended: it took longer than 5 s"));
}

QTEST_GUILESS_MAIN(HostileStepsTest)
#include "tst_hostilesteps.moc"
