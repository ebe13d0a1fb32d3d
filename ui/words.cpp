#include "ui/words.h"

#include "core/humanize.h"

#include <QCoreApplication>

namespace sluice {

QString jobCount(qint64 count)
{
    return count == 1 ? QCoreApplication::translate("words", "1 job")
                      : QCoreApplication::translate("words", "%1 jobs").arg(humanCount(count));
}

} // namespace sluice
