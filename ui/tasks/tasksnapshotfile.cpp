#include "ui/tasks/tasksnapshotfile.h"

#include "core/humanize.h"
#include "core/isotime.h"
#include "core/safetext.h"
#include "engine/taskjson.h"
#include "ui/tasks/resourcecolumns.h"
#include "ui/tasks/taskcolumns.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSaveFile>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TaskSnapshotFile", text);
}

QString lintLines(const TaskSnapshot &snapshot)
{
    if (snapshot.lints.empty())
        return tr("Nothing unusual.") + u'\n';
    QString text;
    for (const auto &lint : snapshot.lints)
        text += visibleText(lint.text) + u' ' + visibleText(lint.remedy) + u'\n';
    return text;
}

QString resourceLines(const TaskSnapshot &snapshot)
{
    QStringList cells;
    for (int i = 0; i < resourceColumnCount; ++i)
        cells.append(resourceColumnTitle(static_cast<ResourceColumn>(i)));
    QString text = cells.join(u'\t') + u'\n';
    for (const auto &resource : snapshot.resources) {
        cells.clear();
        for (int i = 0; i < resourceColumnCount; ++i)
            cells.append(resourceCellText(resource, static_cast<ResourceColumn>(i)));
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

} // namespace

QString taskSnapshotText(const TaskSnapshot &snapshot)
{
    std::vector<const TaskRow *> tasks;
    for (const auto &task : snapshot.tasks)
        tasks.push_back(&task);
    return tr("Tasks at %1 (UTC). Ended so far: %2. Not noted: %3.")
               .arg(isoTime(snapshot.at), humanCount(snapshot.finished), humanCount(snapshot.dropped)) +
           QStringLiteral("\n\n") + lintLines(snapshot) + u'\n' + resourceLines(snapshot) + u'\n' +
           taskTableText(tasks);
}

Result<void> writeTaskSnapshot(const TaskSnapshot &snapshot, const QString &path)
{
    const bool asJson = path.endsWith(QLatin1StringView(".json"), Qt::CaseInsensitive);
    const auto bytes = asJson ? QJsonDocument(tasksToJson(snapshot)).toJson() : taskSnapshotText(snapshot).toUtf8();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorKind::Storage,
                     tr("The snapshot was not saved to %1: %2.").arg(visibleText(path), file.errorString())};
    }
    return success();
}

} // namespace sluice
