#include "processing/child/childprogram.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sluice {

QString childProgramPath()
{
    const auto folder = QCoreApplication::applicationDirPath();
    const auto beside = folder + QLatin1StringView("/sluice-step");
    const auto inBin = QFileInfo(folder).path() + QLatin1StringView("/bin/sluice-step");
    return !QFileInfo::exists(beside) && QFileInfo::exists(inBin) ? inBin : beside;
}

} // namespace sluice
