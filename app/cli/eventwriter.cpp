#include "cli/eventwriter.h"

#include "cli/command.h"
#include "core/isotime.h"
#include "core/safetext.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EventWriter", text);
}

QJsonObject eventOf(const AttemptRecord &record)
{
    QJsonObject event{{QStringLiteral("event"), QStringLiteral("attempt")},
                      {QStringLiteral("id"), number(record.job)},
                      {QStringLiteral("attempt"), record.attempt},
                      {QStringLiteral("state"), QString(jobStateName(record.state))},
                      {QStringLiteral("status"), record.status},
                      {QStringLiteral("bytes"), record.bytes},
                      {QStringLiteral("started"), isoTime(record.startedAt)},
                      {QStringLiteral("seconds"), seconds(record.took)},
                      {QStringLiteral("final_url"), record.finalUrl}};
    if (record.error) {
        event.insert(QStringLiteral("error_kind"), QString(errorKindName(record.error->kind)));
        event.insert(QStringLiteral("error"), record.error->message);
    }
    if (!record.path.isEmpty())
        event.insert(QStringLiteral("path"), record.path);
    if (!record.columns.isEmpty())
        event.insert(QStringLiteral("columns"), record.columns);
    return event;
}

} // namespace

Result<void> EventWriter::open(const QString &fileName)
{
    const bool opened = fileName == QLatin1StringView("-")
                            ? m_file.open(stdout, QIODevice::WriteOnly)
                            : (m_file.setFileName(fileName), m_file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    if (!opened)
        return Error{ErrorKind::Input, tr("%1 cannot be written: %2.").arg(fileName, m_file.errorString())};
    return success();
}

void EventWriter::write(const AttemptRecord &record)
{
    if (!m_file.isOpen() || m_failed)
        return;
    const auto line = harmlessJson(eventOf(record)) + '\n';
    if (m_file.write(line) != line.size())
        fail();
}

void EventWriter::finish()
{
    if (!m_file.isOpen() || m_failed)
        return;
    if (!m_file.flush())
        fail();
    m_file.close();
}

void EventWriter::fail()
{
    m_failed = true;
    printError(tr("Events could not be written: %1.").arg(m_file.errorString()));
}

} // namespace sluice
