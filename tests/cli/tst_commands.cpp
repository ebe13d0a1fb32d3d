// What sluice-cli answers to right and wrong usage.
#include "cliprogram.h"
#include "practice/practiceserver.h"
#include "processing/recipe.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace sluice;
using namespace sluice::test;

class CommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUsageIsExplained_data();
    void wrongUsageIsExplained();
    void helpNamesEveryOption();
    void stepsAreListedAndExplained();
    void theirExamplesRun_data();
    void theirExamplesRun();
    void openColumnNamesAreExplained();
    void importsExportsAndCounts();
    void anInterruptedImportLeavesNothing();
    void programsOfARecipeNeedLeave();
    void columnsChooseJobs();
    void retriesWhatFailed();
    void aProjectIsNoInput();
    void refusesWhatIsNoProject();
    void refusesALockedProject();
    void practiceServesUntilItIsEnded();

private:
    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
};

void CommandsTest::wrongUsageIsExplained_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *arguments, const char *sentence) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                                 << QString::fromUtf8(sentence);
    };
    row("", "Say what to do.");
    row("fetch x", "There is no command “fetch”.");
    row("run", "Say what to run");
    row("run nowhere.txt", "nowhere.txt");
    row("run nowhere.jpg", "neither an http(s) address nor an existing file");
    row("run ftp://example.org/x", "use http or https");
    row("run http://127.0.0.1:1/ --bogus", "bogus");
    row("run http://127.0.0.1:1/ --limit many", "--limit many is not a number");
    row("run http://127.0.0.1:1/ --limit 0", "--limit");
    row("run http://127.0.0.1:1/ --rate fast", "10/s or 600/m");
    row("run http://127.0.0.1:1/ --profile rude", "rude");
    row("run http://127.0.0.1:1/ --step hsah", "There is no step “hsah”. Steps: ");
    row("run http://127.0.0.1:1/ --step thumbnail", "--out-dir");
    row("run http://127.0.0.1:1/ --engine wget", "Engines: curl, qt");
    row("run http://127.0.0.1:1/ --export x.xls", ".csv, .tsv or .jsonl");
    row("run http://127.0.0.1:1/ --export /nowhere/x.csv", "no such folder");
    row("run http://me:secret@127.0.0.1:1/", "Authorization");
    row("run http://127.0.0.1:1/ --summary yaml", "write text or json");
    row("run http://127.0.0.1:1/ --header nonsense", "nonsense");
    row("run --resume", "--project FILE");
    row("run --resume --project nowhere.sluice", "There is no project");
    row("run http://127.0.0.1:1/ --name {nonsense}", "nonsense");
    row("status", "sluice-cli status PROJECT");
    row("status nowhere.sluice", "nowhere.sluice");
    row("export nowhere.sluice", "--to FILE");
    row("retry nowhere.sluice", "There is no project");
    row("retry nowhere.sluice --where=", "--where “” names no condition");
    row("retry nowhere.sluice --where ,", "--where “,” names no condition");
    row("export nowhere.sluice --to x.csv --where=", "leave --where out");
    row("run http://127.0.0.1:1/ --recipe thumbs", "Recipes: thumbnails, json-table, pages");
    row("run http://127.0.0.1:1/ --recipe nowhere.json", "nowhere.json cannot be read");
    row("run nowhere/*.jpg", "No file matches nowhere/*.jpg");
    row("steps hsah", "There is no step “hsah”. Steps: ");
    row("steps hash thumbnail", "sluice-cli steps [NAME]");
    row("practice --port high", "0 to 65535");
}

void CommandsTest::wrongUsageIsExplained()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    const auto ended = runCli(arguments);
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(sentence), qPrintable(ended.err));
    QCOMPARE(ended.out, QString());
}

void CommandsTest::helpNamesEveryOption()
{
    const auto help = runCli({QStringLiteral("run"), QStringLiteral("--help")});
    QCOMPARE(help.code, 0);
    for (const auto *option :
         {"project",         "resume",       "profile", "limit",   "per-host", "rate",       "threads", "timeout",
          "connect-timeout", "idle-timeout", "retries", "backoff", "engine",   "url-column", "header",  "step",
          "recipe",          "out-dir",      "name",    "export",  "events",   "summary",    "quiet",   "no-progress",
          "allow-commands"})
        QVERIFY2(help.out.contains(QStringLiteral("--") + QString::fromLatin1(option)), option);
    QCOMPARE(runCli({QStringLiteral("--help")}).code, 0);
    QVERIFY(runCli({QStringLiteral("--version")}).out.startsWith(QStringLiteral("sluice-cli ")));
}

void CommandsTest::stepsAreListedAndExplained()
{
    const auto list = runCli({QStringLiteral("steps")});
    QCOMPARE(list.code, 0);
    const auto json = runCli({QStringLiteral("steps"), QStringLiteral("--json")});
    QCOMPARE(json.code, 0);
    const auto kinds = QJsonDocument::fromJson(json.out.toUtf8()).array();
    QVERIFY(kinds.size() >= 2);
    for (const auto &value : kinds) {
        const auto kind = value.toObject();
        const auto name = kind.value(QStringLiteral("name")).toString();
        const auto sentence = kind.value(QStringLiteral("sentence")).toString();
        const auto isolation = kind.value(QStringLiteral("isolation")).toString();
        const bool isolated = isolation == QStringLiteral("by-default") || isolation == QStringLiteral("always");
        const auto lines = list.out.split(QLatin1Char('\n'));
        const auto line = std::ranges::find_if(
            lines, [&name](const QString &each) { return each.startsWith(name + QLatin1Char(' ')); });
        QVERIFY2(line != lines.end() && line->endsWith(sentence), qPrintable(name));
        QCOMPARE(line->section(QLatin1Char(' '), 1, -1, QString::SectionSkipEmpty).startsWith(QLatin1Char('*')),
                 isolated);

        const auto help = runCli({QStringLiteral("steps"), name});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains(sentence));
        QVERIFY(help.out.contains(kind.value(QStringLiteral("example")).toString()));
        for (const auto &part : {QStringLiteral("parameters"), QStringLiteral("columns")}) {
            for (const auto &each : kind.value(part).toArray()) {
                QVERIFY(help.out.contains(each[QStringLiteral("name")].toString()));
                QVERIFY(help.out.contains(each[QStringLiteral("sentence")].toString()));
            }
        }
        const auto one = runCli({QStringLiteral("steps"), name, QStringLiteral("--json")});
        QCOMPARE(QJsonDocument::fromJson(one.out.toUtf8()).object(), kind);
    }
    const auto help = runCli({QStringLiteral("steps"), QStringLiteral("thumbnail")}).out;
    QVERIFY2(help.contains(QStringLiteral("0 to 10000 px (default: 256)")), qPrintable(help));
    QVERIFY2(help.contains(QStringLiteral("--step 'thumbnail width=256'")), qPrintable(help));
}

void CommandsTest::anInterruptedImportLeavesNothing()
{
    const auto project = file("interrupted.sluice");
    const auto process = startCli({QStringLiteral("import"), project, QStringLiteral("-")});
    QVERIFY(process->waitForStarted());
    QByteArray lines("gopher://a.example/\n"); // said to be bad as soon as it is read
    for (int i = 0; i < 10'000; ++i)
        lines += "http://a.example/" + QByteArray::number(i) + '\n';
    process->write(lines);
    QByteArray said;
    QVERIFY(QTest::qWaitFor([&] { return (said += process->readAllStandardError()).contains("-:1: "); }, 10'000));
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const auto ended = endOf(*process, std::chrono::seconds(10));
    QCOMPARE(ended.code, 3);
    QVERIFY(ended.err.contains(QStringLiteral("nothing of that list was added")));
    const auto status = runCli({QStringLiteral("status"), project, QStringLiteral("--json")});
    QCOMPARE(status.summary().value(QStringLiteral("jobs")).toInt(), 0);
}

void CommandsTest::theirExamplesRun_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("example");
    const auto json = runCli({QStringLiteral("steps"), QStringLiteral("--json")});
    const auto kinds = QJsonDocument::fromJson(json.out.toUtf8()).array();
    QCOMPARE(kinds.size(), 15);
    for (const auto &value : kinds) {
        const auto name = value[QStringLiteral("name")].toString();
        QTest::newRow(qPrintable(name)) << name << value[QStringLiteral("example")].toString();
    }
}

void CommandsTest::theirExamplesRun()
{
    QFETCH(QString, name);
    QFETCH(QString, example);
    QVERIFY2(!example.contains(QLatin1Char('\'')), qPrintable(example)); // it stands within these
    const auto step = parseStep(example);
    QVERIFY2(step, step.failed() ? qPrintable(step.error().message) : "");
    QCOMPARE(step.value().name, name);
    const auto ready = instantiate({{step.value()}});
    QVERIFY2(ready, ready.failed() ? qPrintable(ready.error().message) : "");
    const auto help = runCli({QStringLiteral("steps"), name}).out;
    QVERIFY2(help.contains(QStringLiteral("--step '%1'").arg(example)), qPrintable(help));
}

void CommandsTest::openColumnNamesAreExplained()
{
    const auto explains = [](const char *name) {
        const auto help = runCli({QStringLiteral("steps"), QString::fromLatin1(name)}).out;
        return help.contains(QStringLiteral("(“…”: "));
    };
    QVERIFY(explains("jq"));
    QVERIFY(explains("hash"));
    QVERIFY(!explains("links"));
}

void CommandsTest::importsExportsAndCounts()
{
    const auto list = file("list.csv");
    writeLines(list,
               {QStringLiteral("name,url,year"), QStringLiteral("One,http://a.example/1,1999"),
                QStringLiteral("Two,gopher://a.example/2,2000"), QStringLiteral("\"=Three\",http://a.example/3,2001")});
    const auto project = file("import.sluice");
    const auto imported = runCli({QStringLiteral("import"), project, list});
    QCOMPARE(imported.code, 0);
    QVERIFY2(imported.err.contains(list + QStringLiteral(":3: ")), qPrintable(imported.err));
    QVERIFY(imported.out.startsWith(QStringLiteral("2 jobs added")));

    const auto status = runCli({QStringLiteral("status"), project, QStringLiteral("--json")});
    QCOMPARE(status.code, 0);
    QCOMPARE(status.summary().value(QStringLiteral("jobs")).toInt(), 2);
    QCOMPARE(status.summary().value(QStringLiteral("queued")).toInt(), 2);

    const auto table = file("out.csv");
    QCOMPARE(runCli({QStringLiteral("export"), project, QStringLiteral("--to"), table}).code, 0);
    QFile csv(table);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(
        csv.readLine().trimmed(),
        "id,url,state,status,attempts,bytes,seconds,started,final_url,content_type,error_kind,error,path,name,year");
    QCOMPARE(csv.readLine().trimmed(), "1,http://a.example/1,queued,,0,,,,,,,,,One,1999");
    QCOMPARE(csv.readLine().trimmed(), "2,http://a.example/3,queued,,0,,,,,,,,,'=Three,2001");

    const auto unknown = runCli({QStringLiteral("export"), project, QStringLiteral("--to"), table,
                                 QStringLiteral("--columns"), QStringLiteral("id,colour")});
    QCOMPARE(unknown.code, 2);
    QVERIFY(unknown.err.contains(QStringLiteral("There is no column “colour”")));
}

void CommandsTest::programsOfARecipeNeedLeave()
{
    const auto body = writeLines(file("body.bin"), {QStringLiteral("one two")});
    const auto recipe = writeLines(file("words.json"), {QStringLiteral(R"([{"name":"command","parameters":)"
                                                                       R"({"run":["wc","-w"],"output":"none"}}])")});
    const auto project = file("words.sluice");
    const auto line = QStringLiteral("wc -w");
    const auto run = [](const QStringList &arguments) {
        return runCli(QStringList{QStringLiteral("run")} + arguments);
    };
    const auto refused = run({body, QStringLiteral("--recipe"), recipe});
    QCOMPARE(refused.code, 2);
    for (const auto &part : {line, recipe, QStringLiteral("--allow-commands")})
        QVERIFY2(refused.err.contains(part), qPrintable(refused.err));

    const auto allowed = run({body, QStringLiteral("--recipe"), recipe, QStringLiteral("--allow-commands"),
                              QStringLiteral("--project"), project});
    QVERIFY2(allowed.code == 0, qPrintable(allowed.err));
    // what a project brings along is no word of this person either
    const auto again = run({body, QStringLiteral("--project"), project});
    QCOMPARE(again.code, 2);
    for (const auto &part : {line, QStringLiteral("The recipe of the project"), QStringLiteral("--allow-commands")})
        QVERIFY2(again.err.contains(part), qPrintable(again.err));
    QCOMPARE(run({QStringLiteral("--project"), project, QStringLiteral("--resume")}).code, 2);
    QCOMPARE(run({body, QStringLiteral("--project"), project, QStringLiteral("--allow-commands")}).code, 0);

    const auto own = QStringLiteral("command run=\"wc -c\" output=none");
    QCOMPARE(run({body, QStringLiteral("--step"), own}).code, 0);
    QCOMPARE(run({body, QStringLiteral("--project"), project, QStringLiteral("--step"), own}).code, 0); // instead of it
    const auto both = run({body, QStringLiteral("--recipe"), recipe, QStringLiteral("--step"), own});
    QCOMPARE(both.code, 2);
    QVERIFY2(!both.err.contains(QStringLiteral("wc -c")), qPrintable(both.err));
}

void CommandsTest::columnsChooseJobs()
{
    const auto list = writeLines(file("rivers.csv"),
                                 {QStringLiteral("url,river,length"), QStringLiteral("http://a.example/1,Elbe,1094"),
                                  QStringLiteral("http://a.example/2,\"Rhine, the\",1233"),
                                  QStringLiteral("http://a.example/3,Spree,about 400")});
    const auto project = file("rivers.sluice");
    QCOMPARE(runCli({QStringLiteral("import"), project, list}).code, 0);
    const auto table = file("rivers.jsonl");
    const auto chosen = [&](const QString &where) {
        const auto ended = runCli(
            {QStringLiteral("export"), project, QStringLiteral("--to"), table, QStringLiteral("--where"), where});
        if (ended.code != 0)
            return QStringList{ended.err};
        QStringList ids;
        for (const auto &row : readRows(table))
            ids.append(QString::number(row.value(QStringLiteral("id")).toInt()));
        return ids;
    };
    QCOMPARE(chosen(QStringLiteral("column.length>1100")), QStringList({QStringLiteral("2")}));
    QCOMPARE(chosen(QStringLiteral("column.length<=1233,state=queued")),
             QStringList({QStringLiteral("1"), QStringLiteral("2")}));
    QCOMPARE(chosen(QStringLiteral("column.river=\"Rhine, the\"")), QStringList({QStringLiteral("2")}));
    QCOMPARE(chosen(QStringLiteral("column.river~E")),
             QStringList({QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
    for (const auto *command : {"export", "retry"}) {
        const auto unknown =
            runCli(QStringList{QString::fromLatin1(command), project, QStringLiteral("--where"),
                               QStringLiteral("column.lenght>1")} +
                   (QByteArrayView(command) == "export" ? QStringList{QStringLiteral("--to"), table} : QStringList()));
        QCOMPARE(unknown.code, 2);
        QVERIFY2(unknown.err.contains(QStringLiteral("There is no column “lenght”. Columns: river, length.")),
                 qPrintable(unknown.err));
    }
}

void CommandsTest::retriesWhatFailed()
{
    PracticeServer server;
    const auto base = server.start().value().toString();
    const auto project = file("retry.sluice");
    const auto ran =
        runCli({QStringLiteral("run"), base + QStringLiteral("/status/404"), base + QStringLiteral("/json/1"),
                base + QStringLiteral("/flaky?fail=1&id=r"), QStringLiteral("--project"), project,
                QStringLiteral("--retries"), QStringLiteral("0"), QStringLiteral("--quiet")});
    QCOMPARE(ran.code, 1);
    const auto retry = [&project](const char *where) {
        return runCli({QStringLiteral("retry"), project, QStringLiteral("--where"), QString::fromLatin1(where)});
    };
    QCOMPARE(retry("host=").code, 2);                                // and not: every job
    QVERIFY(retry("id=2").out.startsWith(QStringLiteral("0 jobs"))); // what succeeded is to be named
    const auto retried = runCli({QStringLiteral("retry"), project});
    QCOMPARE(retried.code, 0);
    QVERIFY(retried.out.startsWith(QStringLiteral("2 jobs")));
    const auto resumed = runCli({QStringLiteral("run"), QStringLiteral("--project"), project,
                                 QStringLiteral("--resume"), QStringLiteral("--summary"), QStringLiteral("json")});
    QCOMPARE(resumed.code, 1);
    QCOMPARE(resumed.summary().value(QStringLiteral("succeeded")).toInt(), 1);
    QCOMPARE(resumed.summary().value(QStringLiteral("failed")).toInt(), 1);
    QCOMPARE(server.stats().requests, 5);
}

void CommandsTest::aProjectIsNoInput()
{
    const auto project = file("taken-for-a-list.sluice");
    QCOMPARE(runCli({QStringLiteral("import"), project, QStringLiteral("-")}, "http://127.0.0.1:1/\n").code, 0);
    const auto sentence = QStringLiteral("%1 is a project: sluice-cli run --project %1 --resume").arg(project);
    for (const auto &ended : {runCli({QStringLiteral("run"), project}),
                              runCli({QStringLiteral("import"), file("other.sluice"), project})}) {
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains(sentence), qPrintable(ended.err));
    }
}

void CommandsTest::refusesWhatIsNoProject()
{
    const auto name = file("letter.sluice");
    writeLines(name, {QStringLiteral("Dear reader, this is no database.")});
    const auto ended =
        runCli({QStringLiteral("run"), QStringLiteral("http://127.0.0.1:1/"), QStringLiteral("--project"), name});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(QStringLiteral("not a Sluice project")), qPrintable(ended.err));
    QFile unchanged(name);
    QVERIFY(unchanged.open(QIODevice::ReadOnly));
    QCOMPARE(unchanged.readAll(), "Dear reader, this is no database.\n");
}

void CommandsTest::refusesALockedProject()
{
    PracticeServer server;
    const auto base = server.start().value().toString();
    const auto project = file("locked.sluice");
    const auto running =
        startCli({QStringLiteral("run"), base + QStringLiteral("/hang"), QStringLiteral("--project"), project});
    QTRY_COMPARE_WITH_TIMEOUT(server.stats().inFlight, 1, 10000);
    const auto refused = runCli({QStringLiteral("retry"), project});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains(QString::number(running->processId())), qPrintable(refused.err));
    const auto status = runCli({QStringLiteral("status"), project, QStringLiteral("--json")}); // looking is allowed
    QCOMPARE(status.summary().value(QStringLiteral("jobs")).toInt(), 1);
    running->kill();
    QVERIFY(running->waitForFinished());
}

void CommandsTest::practiceServesUntilItIsEnded()
{
    const auto server = startCli({QStringLiteral("practice")});
    QTRY_VERIFY_WITH_TIMEOUT(server->canReadLine(), 10000);
    const auto base = QString::fromUtf8(server->readLine()).trimmed();
    QVERIFY(getJson(base + QStringLiteral("/stats")).contains(QStringLiteral("requests")));
    ::kill(static_cast<pid_t>(server->processId()), SIGTERM);
    QCOMPARE(endOf(*server).code, 0);
}

QTEST_GUILESS_MAIN(CommandsTest)
#include "tst_commands.moc"
