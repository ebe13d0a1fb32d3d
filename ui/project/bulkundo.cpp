#include "ui/project/bulkundo.h"

#include "engine/engine.h"
#include "ui/widgets/messagebar.h"
#include "ui/words.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BulkUndo", text);
}

} // namespace

QString queuedAgainText(const BulkChange &change, const Engine &engine)
{
    auto sentence = tr("Queued again: %1.").arg(jobCount(change.jobs));
    if (engine.runState() == RunState::Idle && change.jobs > 0)
        sentence += QLatin1Char(' ') + tr("Press Start to run them.");
    if (change.undo == 0 && change.jobs > 0)
        sentence += QLatin1Char(' ') + tr("They are too many for this to be undone.");
    return sentence;
}

void undoChange(Engine *engine, MessageBar *messages, qint64 change, QObject *context,
                const std::function<void()> &then)
{
    engine->undoChange(change, context, [messages, then](const Result<BulkUndo> &done) {
        then();
        if (!done) {
            messages->showTrouble(done.error().message);
            return;
        }
        auto sentence = tr("Undone: %1 put back.").arg(jobCount(done.value().jobs));
        if (done.value().left > 0)
            sentence += QLatin1Char(' ') +
                        tr("%1 had begun or were changed since: they stay.").arg(jobCount(done.value().left));
        messages->showNotice(sentence);
    });
}

} // namespace sluice
