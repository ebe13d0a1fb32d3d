// sluice-cli as a shell sees it.
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include <chrono>
#include <memory>

namespace sluice::test {

struct Ended
{
    int code = -1; ///< −1: it did not end by itself
    QString out;
    QString err;

    /// The object on the last line of stdout.
    QJsonObject summary() const;
};

/// Runs it to its end; input goes to its standard input.
Ended runCli(const QStringList &arguments, const QByteArray &input = {},
             std::chrono::milliseconds limit = std::chrono::seconds(60));

/// Starts it and leaves it running.
std::unique_ptr<QProcess> startCli(const QStringList &arguments);
/// Waits for one that was started.
Ended endOf(QProcess &process, std::chrono::milliseconds limit = std::chrono::seconds(60));

/// Rows of a .jsonl export.
std::vector<QJsonObject> readRows(const QString &fileName);

/// Writes lines to a file and returns its name.
QString writeLines(const QString &fileName, const QStringList &lines);

/// GET from a server in this process; nothing when it does not answer.
QByteArray getBytes(const QString &address);
/// The same, as JSON.
QJsonObject getJson(const QString &address);

} // namespace sluice::test
