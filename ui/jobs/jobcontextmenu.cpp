#include "ui/jobs/jobcontextmenu.h"

#include "core/humanize.h"
#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace sluice {

JobContextMenu::JobContextMenu(qint64 count, const JobRow *row, QWidget *parent) : QMenu(parent)
{
    const auto jobs = count == 1 ? tr("this job") : jobCount(count);
    auto *again = addAction(themedIcon(QLatin1StringView("retrying")), tr("&Try %1 again").arg(jobs), this,
                            &JobContextMenu::requeueChosen);
    auto *cancel = addAction(themedIcon(QLatin1StringView("cancelled")), tr("&Cancel %1").arg(jobs), this,
                             &JobContextMenu::cancelChosen);
    if (row) {
        again->setEnabled(isFinished(row->state));
        cancel->setEnabled(!isFinished(row->state));
    }
    addSeparator();
    auto *copy = addAction(themedIcon(QLatin1StringView("copy")),
                           count == 1 ? tr("Copy &address") : tr("Copy &addresses"), this, &JobContextMenu::copyChosen);
    if (count > mostCopied) {
        copy->setEnabled(false);
        copy->setText(tr("Copy addresses (at most %1)").arg(humanCount(mostCopied)));
    }
    if (row && !row->path.isEmpty())
        addFileActions(row->path);
}

void JobContextMenu::addFileActions(const QString &path)
{
    addSeparator();
    const auto open = [](const QString &what) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(what));
    };
    auto *file = addAction(themedIcon(QLatin1StringView("file")), tr("&Open kept file"), this, [=] { open(path); });
    file->setEnabled(QFileInfo::exists(path));
    addAction(themedIcon(QLatin1StringView("folder")), tr("Open its &folder"), this,
              [=] { open(QFileInfo(path).absolutePath()); });
}

} // namespace sluice
