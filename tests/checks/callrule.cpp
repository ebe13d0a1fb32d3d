#include "callrule.h"

#include <QRegularExpression>

namespace sluice::checks {

namespace {

struct Banned
{
    QRegularExpression pattern;
    QString sentence;
};

const std::vector<Banned> &bannedEverywhere()
{
    static const std::vector<Banned> list{
        {QRegularExpression(QStringLiteral("\\bQEventLoop\\b(?!::)")),
         QStringLiteral("a nested event loop: await instead")},
        {QRegularExpression(QStringLiteral("\\bprocessEvents\\b")),
         QStringLiteral("a nested event loop: await instead")},
        {QRegularExpression(QStringLiteral("\\bQCoro::waitFor\\b")),
         QStringLiteral("a nested event loop: co_await instead")},
        {QRegularExpression(
             QStringLiteral("\\bwaitFor(Finished|Done|ReadyRead|BytesWritten|Connected|Disconnected|Encrypted|"
                            "Started|NewConnection)\\b")),
         QStringLiteral("blocks its thread: await a signal or an awaiter of async/")},
        {QRegularExpression(
             QStringLiteral("\\b(QThread|QTest)::(m|u)?sleep\\b|\\bsleep_(for|until)\\b|\\bu?sleep\\(|\\bqSleep\\b")),
         QStringLiteral("sleeps: await sleepFor, or wait on a condition")},
        {QRegularExpression(QStringLiteral(
             "\\b(?!QAbstractEventDispatcher\\b|QCoreApplication\\b)\\w+::(instance|globalInstance)\\(")),
         QStringLiteral("a singleton: pass the object to the constructor")},
        {QRegularExpression(QStringLiteral("\\busing\\s+namespace\\s+std\\s*;")),
         QStringLiteral("using namespace std")},
    };
    return list;
}

const std::vector<Banned> &bannedInWindows()
{
    static const std::vector<Banned> list{
        {QRegularExpression(QStringLiteral("(\\.|->)exec\\(")),
         QStringLiteral("a nested event loop: open() and a signal instead")},
        {QRegularExpression(QStringLiteral("\\b(QMessageBox::(question|warning|information|critical|about)|"
                                           "Q(File|Input|Color|Font)Dialog::get\\w+)\\b")),
         QStringLiteral("a nested event loop: make the dialog, open() it and connect to its signal")},
    };
    return list;
}

} // namespace

Findings checkCalls(const SourceText &source)
{
    const bool isWindow = source.path.startsWith(QLatin1StringView("ui/"));
    if (!isWindow && !source.path.startsWith(QLatin1StringView("app/")))
        return {};
    Findings findings;
    const auto look = [&](const std::vector<Banned> &list) {
        for (const auto &banned : list) {
            for (auto found = banned.pattern.globalMatch(source.code); found.hasNext();) {
                const auto match = found.next();
                findings.push_back({source.lineOf(match.capturedStart()),
                                    match.captured() + QLatin1StringView(": ") + banned.sentence});
            }
        }
    };
    look(bannedEverywhere());
    if (isWindow)
        look(bannedInWindows());
    return findings;
}

} // namespace sluice::checks
