#include "ui/words.h"

#include "core/humanize.h"

#include <QCoreApplication>
#include <QDateTime>

namespace sluice {

QString jobCount(qint64 count)
{
    return count == 1 ? QCoreApplication::translate("words", "1 job")
                      : QCoreApplication::translate("words", "%1 jobs").arg(humanCount(count));
}

QString plainTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    auto safe = text.toHtmlEscaped();
    return QStringLiteral("<p>%1</p>").arg(safe.replace(u'\n', QLatin1StringView("</p><p>")));
}

QString clockText(WallTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count()).toString(QStringLiteral("HH:mm:ss"));
}

} // namespace sluice
