#include "awaitrule.h"
#include "callrule.h"
#include "capturerule.h"
#include "layerrule.h"
#include "shaperule.h"

#include <QTest>

using namespace sluice::checks;

/// Feeds the house rules what they must refuse and what they must let pass.
class HouseRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void awaits_data();
    void awaits();
    void captures_data();
    void captures();
    void layers_data();
    void layers();
    void calls_data();
    void calls();
    void headers_data();
    void headers();
    void length();
    void namesTheLine();
    void masksCommentsAndLiterals();
};

static int complaints(Findings (*rule)(const SourceText &), const QString &text,
                      const QString &path = u"app/core/x.cpp"_qs)
{
    return static_cast<int>(rule(SourceText(path, text)).size());
}

void HouseRulesTest::awaits_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("bad");

    // what the compiler gets right, and the rule allows
    QTest::newRow("statement") << u"{ a(); co_await f(x); }"_qs << 0;
    QTest::newRow("first in its block") << u"QCoro::Task<> g() { co_await f(); }"_qs << 0;
    QTest::newRow("after a block") << u"{ if (a) { b(); } co_await f(); }"_qs << 0;
    QTest::newRow("declaration") << u"{ const auto r = co_await f(x); }"_qs << 0;
    QTest::newRow("declaration of a type") << u"{ std::optional<std::pair<int, T>> r = co_await f(x); }"_qs << 0;
    QTest::newRow("reference") << u"{ const auto &r = co_await task; }"_qs << 0;
    QTest::newRow("structured binding") << u"{ const auto [a, b] = co_await f(); }"_qs << 0;
    QTest::newRow("assignment") << u"{ r = co_await f(x); }"_qs << 0;
    QTest::newRow("assignment through a pointer") << u"{ *r = co_await f(x); }"_qs << 0;
    QTest::newRow("assignment to a member") << u"{ this->m_r[0].value = co_await f(x); }"_qs << 0;
    QTest::newRow("over several lines") << u"{ auto r =\n  co_await f<int, T>(&m_pool,\n    x,\n std::move(work)); }"_qs
                                        << 0;
    QTest::newRow("literals") << u"{ co_await f(1, -2.5, 'a', \"b, {c}\", u\"d?\"_qs, 3s, 1'000, true, nullptr); }"_qs
                              << 0;
    QTest::newRow("names") << u"{ co_await m_a->b.c(*x, &y, job.host, Turn::Ahead, t->u, v[0]); }"_qs << 0;
    QTest::newRow("chain") << u"{ co_await operation.ended().wait(); }"_qs << 0;
    QTest::newRow("dereferenced") << u"{ co_await *task; }"_qs << 0;
    QTest::newRow("forwarded") << u"{ co_await f(std::forward<T>(x)); }"_qs << 0;
    QTest::newRow("body of if") << u"{ if (f(a, b))\n co_await g(); else\n co_await h(); }"_qs << 0;
    QTest::newRow("body of for") << u"{ for (const auto &x : list())\n const auto r = co_await x; }"_qs << 0;
    QTest::newRow("after a label") << u"switch (x) { case A::b: co_await f(); break; default: co_await g(); }"_qs << 0;
    QTest::newRow("in a try") << u"{ try { co_await f(); } catch (...) { } }"_qs << 0;
    QTest::newRow("in a lambda's body") << u"const auto f = [](int x) -> Task<> { co_await g(x); };"_qs << 0;
    QTest::newRow("in a comment") << u"// if (co_await f())\n/* g(co_await x) */"_qs << 0;
    QTest::newRow("in a literal") << u"a(\"if (co_await f())\", R\"(g(co_await x))\");"_qs << 0;
    QTest::newRow("longer word") << u"{ g(co_awaited, my_co_await); }"_qs << 0;

    // what g++ 12 miscompiles
    QTest::newRow("capturing lambda as argument") << u"{ co_await f([x] { return x; }); }"_qs << 1;
    QTest::newRow("capturing lambda, several lines")
        << u"{\n auto r = co_await onThreadPool<int>(&pool, token,\n   [x](CancelToken)\n   {\n     return x;\n   });\n}"_qs
        << 1;
    QTest::newRow("called lambda") << u"{ co_await [x]() -> Task<> { co_return; }(); }"_qs << 1;
    QTest::newRow("object in braces") << u"{ co_await f({T(), T()}); }"_qs << 1;
    QTest::newRow("named object in braces") << u"{ const auto r = co_await f(\n  S{\n    .v = a,\n  }); }"_qs << 1;
    QTest::newRow("empty braces") << u"{ co_await f(x, {}); }"_qs << 1;
    QTest::newRow("conditional, right") << u"{ auto x = c ? t : co_await f(); }"_qs << 1;
    QTest::newRow("conditional, both") << u"{ auto x = c\n ? co_await f()\n : co_await g(); }"_qs << 2;
    QTest::newRow("conditional with comma") << u"{ c ? (co_await a, T()) : t; }"_qs << 1;
    QTest::newRow("conditional as argument") << u"{ co_await f(c ? a : b); }"_qs << 1;
    QTest::newRow("if") << u"{ if (co_await f(x)) g(); }"_qs << 1;
    QTest::newRow("if with more") << u"{ if (ready &&\n    co_await f(x)) g(); }"_qs << 1;
    QTest::newRow("if with initialiser") << u"{ if (const auto r = co_await f(x); r) g(); }"_qs << 1;
    QTest::newRow("switch") << u"{ switch (co_await f()) { } }"_qs << 1;
    QTest::newRow("aggregate") << u"{ Agg x{T(), (co_await a, T())}; }"_qs << 1;
    QTest::newRow("aggregate, plain") << u"{ Agg x{T(), co_await a}; }"_qs << 1;
    QTest::newRow("aggregate, first") << u"{ Agg x{co_await a, T()}; }"_qs << 1;
    QTest::newRow("aggregate, only") << u"{ Agg x{co_await a}; }"_qs << 1;
    QTest::newRow("aggregate, named member") << u"{ Agg x{.v = co_await a}; }"_qs << 1;
    QTest::newRow("aggregate, second named member") << u"{ Agg x{.u = 1, .v = co_await a}; }"_qs << 1;
    QTest::newRow("list") << u"{ std::vector<int>{co_await a, co_await b}; }"_qs << 2;

    // what it gets right, but the rule keeps simple
    QTest::newRow("while") << u"{ while (co_await f()) g(); }"_qs << 1;
    QTest::newRow("for header") << u"{ for (int i = 0; co_await f(i); ++i) g(); }"_qs << 1;
    QTest::newRow("range") << u"{ for (auto x : co_await f()) g(); }"_qs << 1;
    QTest::newRow("argument") << u"{ g(co_await f()); }"_qs << 1;
    QTest::newRow("argument, several lines") << u"{ g(a,\n  b,\n  co_await f()); }"_qs << 1;
    QTest::newRow("nested") << u"{ co_await f(co_await g()); }"_qs << 2;
    QTest::newRow("subscript") << u"{ a[co_await f()] = 1; }"_qs << 1;
    QTest::newRow("returned") << u"{ co_return co_await f(); }"_qs << 1;
    QTest::newRow("cast") << u"{ (void)co_await f(); }"_qs << 1;
    QTest::newRow("negated") << u"{ const bool r = !co_await f(); }"_qs << 1;
    QTest::newRow("compared") << u"{ const bool r = a == co_await f(); }"_qs << 1;
    QTest::newRow("compared after") << u"{ const bool r = co_await f() == 3; }"_qs << 1;
    QTest::newRow("and") << u"{ const bool r = co_await f() && g; }"_qs << 1;
    QTest::newRow("added up") << u"{ r += co_await f(); }"_qs << 1;
    QTest::newRow("second of two") << u"{ int a = 1, b = co_await f(); }"_qs << 1;
    QTest::newRow("first of two") << u"{ int a = co_await f(), b = 1; }"_qs << 1;
    QTest::newRow("temporary as argument") << u"{ co_await f(T(x)); }"_qs << 1;
    QTest::newRow("call as argument") << u"{ co_await f(x, scope.token()); }"_qs << 1;
    QTest::newRow("moved call") << u"{ co_await f(std::move(g())); }"_qs << 1;
    QTest::newRow("sum as argument") << u"{ co_await f(a + b); }"_qs << 1;
    QTest::newRow("parenthesised") << u"{ auto x = (co_await f()).value; }"_qs << 1;
}

void HouseRulesTest::awaits()
{
    QFETCH(QString, code);
    QFETCH(int, bad);
    QCOMPARE(complaints(checkAwaits, code), bad);
}

void HouseRulesTest::captures_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("bad");

    QTest::newRow("captures nothing") << u"spawn([](int x) -> Task<> { co_await f(x); }(3));"_qs << 0;
    QTest::newRow("captures, but is no coroutine") << u"const auto f = [this, x] { return run(x); };"_qs << 0;
    QTest::newRow("plain lambda inside a coroutine")
        << u"Task<> f() { const auto g = [x] { h(x); }; co_await k; }"_qs << 0;
    QTest::newRow("coroutine inside a capturing lambda")
        << u"const auto f = [x] { return [](int y) -> Task<> { co_return; }(x); };"_qs << 0;
    QTest::newRow("subscript") << u"Task<> f() { if (a[i]) { co_await b; } }"_qs << 0;
    QTest::newRow("structured binding") << u"Task<> f() { for (auto &[a, b] : c) { co_await b; } }"_qs << 0;
    QTest::newRow("attribute") << u"[[nodiscard]] Task<> f() { co_await b; }"_qs << 0;

    QTest::newRow("value") << u"spawn([x]() -> Task<> { co_await f(); }());"_qs << 1;
    QTest::newRow("this, several lines")
        << u"const auto f =\n[this]\n(int x)\nmutable -> QCoro::Task<int>\n{\n co_return x;\n};"_qs << 1;
    QTest::newRow("by reference") << u"f = [&](auto x) -> Task<std::vector<int>> { co_return x; };"_qs << 1;
    QTest::newRow("initialised") << u"f = [y = g(1)] -> Task<> { co_return; };"_qs << 1;
    QTest::newRow("template") << u"f = [x]<typename T>(T t) -> Task<> { co_yield t; };"_qs << 1;
    QTest::newRow("returned") << u"return [x](int) -> Task<> { co_return; };"_qs << 1;
    QTest::newRow("in a condition of a coroutine")
        << u"Task<> f() { g([x](int y) -> Task<> { co_return; }); co_await z; }"_qs << 1;
}

void HouseRulesTest::captures()
{
    QFETCH(QString, code);
    QFETCH(int, bad);
    QCOMPARE(complaints(checkCaptures, code), bad);
}

void HouseRulesTest::layers_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("include");
    QTest::addColumn<bool>("good");

    const auto row = [](const char *path, const char *include, bool good) {
        QTest::addRow("%s includes %s", path, include) << QString::fromUtf8(path) << QString::fromUtf8(include) << good;
    };
    row("app/core/x.cpp", "\"core/job.h\"", true);
    row("app/core/x.cpp", "\"job.h\"", true);
    row("app/core/x.cpp", "<QString>", true);
    row("app/core/x.cpp", "\"async/sleep.h\"", false);
    row("app/async/x.h", "\"core/result.h\"", true);
    row("app/async/x.h", "\"limits/backoff.h\"", false);
    row("app/limits/x.h", "\"async/sleep.h\"", false);
    row("app/fetch/curl/x.cpp", "\"fetch/fetcher.h\"", true);
    row("app/fetch/curl/x.cpp", "\"async/sleep.h\"", true);
    row("app/fetch/x.h", "\"store/storetypes.h\"", false);
    row("app/fetch/x.h", "\"../store/storetypes.h\"", false);
    row("app/fetch/x.h", "\"app/core/job.h\"", false);
    row("app/fetch/x.h", "<store/storetypes.h>", false);
    row("app/processing/steps/x.cpp", "\"processing/step.h\"", true);
    row("app/processing/x.cpp", "\"scheduling/permit.h\"", false);
    row("app/telemetry/x.h", "\"ui/theme/look.h\"", false);
    row("app/scheduling/x.cpp", "\"fetch/fetcher.h\"", true);
    row("app/scheduling/x.cpp", "\"engine/engine.h\"", false);
    row("app/scheduling/x.cpp", "\"formats/listreader.h\"", false);
    row("app/formats/x.cpp", "\"core/address.h\"", true);
    row("app/formats/x.cpp", "\"async/sleep.h\"", false);
    row("app/practice/x.cpp", "\"core/result.h\"", true);
    row("app/practice/x.cpp", "\"fetch/fetcher.h\"", false);
    row("app/engine/x.cpp", "\"scheduling/scheduler.h\"", true);
    row("app/engine/x.cpp", "\"formats/rowwriter.h\"", true);
    row("app/engine/x.cpp", "\"practice/practiceserver.h\"", false);
    row("app/engine/x.cpp", "\"cli/command.h\"", false);
    row("app/cli/x.cpp", "\"engine/engine.h\"", true);
    row("app/cli/x.cpp", "\"practice/practiceserver.h\"", true);
    row("app/cli/x.cpp", "\"limits/limitprofile.h\"", true);
    row("app/cli/x.cpp", "\"limits/tokenbucket.h\"", false);
    row("app/cli/x.cpp", "\"ui/mainwindow.h\"", false);
    row("ui/jobs/x.cpp", "\"ui/theme/look.h\"", true);
    row("ui/jobs/x.cpp", "\"store/storetypes.h\"", true);
    row("ui/jobs/x.cpp", "\"processing/recipe.h\"", true);
    row("ui/jobs/x.cpp", "\"store/projectstore.h\"", false);
    row("ui/jobs/x.cpp", "\"fetch/fetcher.h\"", false);
    row("ui/jobs/x.cpp", "\"async/taskscope.h\"", false);
    row("ui/x.cpp", "\"cli/command.h\"", false);
    row("app/main.cpp", "\"ui/mainwindow.h\"", true);
    row("app/main_cli.cpp", "\"fetch/fetcherfactory.h\"", true);
    row("app/shortcuts/x.cpp", "\"core/job.h\"", false);
    row("tests/store/x.cpp", "\"ui/mainwindow.h\"", true);
}

void HouseRulesTest::layers()
{
    QFETCH(QString, path);
    QFETCH(QString, include);
    QFETCH(bool, good);
    QCOMPARE(complaints(checkLayers, u"// why\n  # include "_qs + include + u"\n"_qs, path), good ? 0 : 1);
}

void HouseRulesTest::calls_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("good");

    const auto row = [](const char *path, const char *code, bool good) {
        QTest::addRow("%s: %s", path, code) << QString::fromUtf8(path) << QString::fromUtf8(code) << good;
    };
    row("app/core/x.cpp", "QEventLoop loop;", false);
    row("app/core/x.cpp", "QCoreApplication::processEvents();", false);
    row("app/core/x.cpp", "// never QEventLoop or processEvents()", true);
    row("app/core/x.cpp", "QCoro::waitFor(task());", false);
    row("app/core/x.cpp", "process.waitForFinished();", false);
    row("app/core/x.cpp", "socket->waitForReadyRead(10);", false);
    row("app/core/x.cpp", "void waitFor(Duration span);", true);
    row("app/core/x.cpp", "QThread::msleep(10);", false);
    row("app/core/x.cpp", "std::this_thread::sleep_for(10ms);", false);
    row("app/core/x.cpp", "::usleep(10);", false);
    row("app/core/x.cpp", "auto nap = sleepFor(clock, span, token);", true);
    row("app/core/x.cpp", "Settings::instance().read();", false);
    row("app/core/x.cpp", "QThreadPool::globalInstance()->start(f);", false);
    row("app/core/x.cpp", "QAbstractEventDispatcher::instance();", true);
    row("app/core/x.cpp", "QCoreApplication::instance();", true);
    row("app/core/x.cpp", "using namespace std;", false);
    row("app/core/x.cpp", "using namespace std::chrono_literals;", true);
    row("app/store/x.cpp", "statement.exec();", true);
    row("ui/x.cpp", "dialog.exec();", false);
    row("ui/x.cpp", "menu->exec(place);", false);
    row("ui/x.cpp", "dialog.open();", true);
    row("ui/x.cpp", "QMessageBox::question(this, a, b);", false);
    row("ui/x.cpp", "QMessageBox::StandardButton button;", true);
    row("ui/x.cpp", "QFileDialog::getOpenFileName(this);", false);
    row("tests/core/x.cpp", "QCoreApplication::processEvents();", true);
}

void HouseRulesTest::calls()
{
    QFETCH(QString, path);
    QFETCH(QString, code);
    QFETCH(bool, good);
    QCOMPARE(complaints(checkCalls, code, path) == 0, good);
}

void HouseRulesTest::headers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");

    QTest::newRow("comment, then pragma") << u"// What it is.\n// And why.\n#pragma once\n\nint x;\n"_qs << true;
    QTest::newRow("pragma") << u"#pragma once\n\n/// What it is.\nint x;\n"_qs << true;
    QTest::newRow("no pragma") << u"// What it is.\nint x;\n"_qs << false;
    QTest::newRow("pragma in a comment") << u"// #pragma once\nint x;\n"_qs << false;
    QTest::newRow("include first") << u"// What it is.\n#include <QString>\n#pragma once\n"_qs << false;
    QTest::newRow("blank line first") << u"\n#pragma once\n"_qs << false;
    QTest::newRow("guard") << u"#ifndef X\n#define X\n#endif\n"_qs << false;
    QTest::newRow("empty") << QString() << false;
}

void HouseRulesTest::headers()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(complaints(checkHeader, text, u"app/core/x.h"_qs) == 0, good);
    QCOMPARE(complaints(checkHeader, text, u"app/core/x.cpp"_qs), 0);
}

void HouseRulesTest::length()
{
    const auto lines = [](int count) {
        return u"x\n"_qs.repeated(count);
    };
    QCOMPARE(complaints(checkLength, lines(400)), 0);
    QCOMPARE(complaints(checkLength, lines(401)), 1);
    QCOMPARE(complaints(checkLength, lines(400) + u'x'), 1);
}

void HouseRulesTest::namesTheLine()
{
    const SourceText source(u"app/core/x.cpp"_qs, u"// one\n\"two\"\n/* three\nfour */ if (co_await f())\n"_qs);
    const auto findings = checkAwaits(source);
    QCOMPARE(findings.size(), size_t(1));
    QCOMPARE(findings.front().line, 4);
}

void HouseRulesTest::masksCommentsAndLiterals()
{
    const SourceText source(
        u"app/core/x.cpp"_qs,
        u"a = '\"'; // \"b\nc = \"d\\\"e\"; f = 1'000; /* g\nh */ i = u'\\''; j = R\"x(k)\" \"l)x\"; m"_qs);
    QCOMPARE(source.code, u"a = ' ';      \nc = \"    \"; f = 1'000;     \n     i = u'  '; j = R\"          \"; m"_qs);
}

QTEST_GUILESS_MAIN(HouseRulesTest)
#include "tst_houserules.moc"
