#include "core/address.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sluice {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("Address", text); }

Error unusable(const QString &reason) { return {ErrorKind::Input, reason}; }

Result<QUrl> readableFile(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return unusable(tr("neither an http(s) address nor an existing file"));
    if (!file.isFile())
        return unusable(tr("is not a regular file"));
    if (!file.isReadable())
        return unusable(tr("the file may not be read"));
    return QUrl::fromLocalFile(file.absoluteFilePath());
}

bool hasScheme(const QString &text, QLatin1StringView scheme)
{
    return text.startsWith(scheme, Qt::CaseInsensitive);
}

} // namespace

Result<QUrl> parseAddress(QStringView typed)
{
    const auto text = typed.trimmed().toString();
    if (text.isEmpty())
        return unusable(tr("the address is empty"));
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control)
            return unusable(tr("the address contains a control character"));
    }
    if (hasScheme(text, QLatin1StringView("file://")))
        return readableFile(QUrl(text).toLocalFile());
    if (!hasScheme(text, QLatin1StringView("http://")) && !hasScheme(text, QLatin1StringView("https://"))) {
        if (const auto scheme = text.indexOf(QLatin1StringView("://")); scheme > 0)
            return unusable(tr("scheme “%1” is not supported: use http or https").arg(text.left(scheme)));
        return readableFile(text);
    }
    QUrl url(text, QUrl::TolerantMode);
    if (!url.isValid())
        return unusable(tr("not a valid address: %1").arg(url.errorString()));
    if (url.host().isEmpty())
        return unusable(tr("the address names no host"));
    if (!url.userInfo().isEmpty())
        return unusable(tr("the address holds a user name or password: leave it out and give the header Authorization instead"));
    url.setFragment({});
    return url;
}

} // namespace sluice
