#include "ui/project/pasteanddrop.h"

#include "ui/project/queuecontroller.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QShortcut>
#include <QWidget>

namespace sluice {

PasteAndDrop::PasteAndDrop(QWidget *window) : QObject(window)
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
    // Fields take the key for themselves while they have the focus.
    auto *key = new QShortcut(QKeySequence(QKeySequence::Paste), window);
    connect(key, &QShortcut::activated, this, &PasteAndDrop::paste);
}

bool PasteAndDrop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // a QDragEnterEvent is one, too
    if (event->type() == QEvent::DragEnter) {
        drop->setAccepted(drop->mimeData()->hasUrls() || drop->mimeData()->hasText());
        return true;
    }
    const auto sources = QueueController::sourcesFrom(drop->mimeData());
    if (!sources.isEmpty()) {
        drop->acceptProposedAction();
        Q_EMIT given(sources);
    }
    return true;
}

void PasteAndDrop::paste()
{
    const auto sources = QueueController::sourcesFrom(QGuiApplication::clipboard()->mimeData());
    if (sources.isEmpty())
        Q_EMIT nothingToPaste();
    else
        Q_EMIT given(sources);
}

} // namespace sluice
