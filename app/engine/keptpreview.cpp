#include "engine/keptpreview.h"

#include "core/humanize.h"
#include "core/safetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace sluice {

namespace {

constexpr size_t mostLines = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("KeptPreview", text);
}

QString line(const Keepsake &kept)
{
    const auto name = visibleText(kept.name);
    const QFileInfo info(kept.scratch);
    if (!info.isDir())
        return tr("%1 (%2)").arg(name, humanBytes(info.size()));
    qint64 files = 0;
    qint64 bytes = 0;
    QDirIterator inside(kept.scratch, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (inside.hasNext()) {
        inside.next();
        ++files;
        bytes += inside.fileInfo().size();
    }
    return files == 1 ? tr("%1 (a folder with 1 file, %2)").arg(name, humanBytes(bytes))
                      : tr("%1 (a folder with %2 files, %3)").arg(name, humanCount(files), humanBytes(bytes));
}

} // namespace

QStringList describe(const std::vector<Keepsake> &keepsakes)
{
    QStringList lines;
    for (size_t i = 0; i < std::min(keepsakes.size(), mostLines); ++i)
        lines.append(line(keepsakes[i]));
    if (keepsakes.size() > mostLines)
        lines.append(tr("… and %1 more").arg(humanCount(static_cast<qint64>(keepsakes.size() - mostLines))));
    return lines;
}

void throwAway(const std::vector<Keepsake> &keepsakes)
{
    for (const auto &kept : keepsakes) {
        if (!kept.holder)
            QDir(kept.scratch).removeRecursively();
    }
}

} // namespace sluice
