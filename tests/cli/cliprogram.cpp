#include "cliprogram.h"

#include <QFile>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

namespace sluice::test {

QJsonObject Ended::summary() const
{
    return QJsonDocument::fromJson(out.trimmed().section(QLatin1Char('\n'), -1).toUtf8()).object();
}

std::unique_ptr<QProcess> startCli(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(SLUICE_CLI), arguments);
    return process;
}

Ended endOf(QProcess &process, std::chrono::milliseconds limit)
{
    Ended ended;
    // not waitForFinished(): the practice server's answers may need this thread's event loop meanwhile
    const bool finished = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; },
                                          static_cast<int>(limit.count()));
    if (finished && process.exitStatus() == QProcess::NormalExit)
        ended.code = process.exitCode();
    else
        process.kill();
    ended.out = QString::fromUtf8(process.readAllStandardOutput());
    ended.err = QString::fromUtf8(process.readAllStandardError());
    return ended;
}

Ended runCli(const QStringList &arguments, const QByteArray &input, std::chrono::milliseconds limit)
{
    const auto process = startCli(arguments);
    process->write(input);
    process->closeWriteChannel();
    return endOf(*process, limit);
}

std::vector<QJsonObject> readRows(const QString &fileName)
{
    std::vector<QJsonObject> rows;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    while (!file.atEnd())
        rows.push_back(QJsonDocument::fromJson(file.readLine()).object());
    return rows;
}

QString writeLines(const QString &fileName, const QStringList &lines)
{
    QFile file(fileName);
    if (file.open(QIODevice::WriteOnly))
        file.write((lines.join(QLatin1Char('\n')) + QLatin1Char('\n')).toUtf8());
    return fileName;
}

QByteArray getBytes(const QString &address)
{
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(QUrl(address))));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }))
        return {};
    return reply->readAll();
}

QJsonObject getJson(const QString &address)
{
    return QJsonDocument::fromJson(getBytes(address)).object();
}

} // namespace sluice::test
