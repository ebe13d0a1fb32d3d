#include "processing/steps/memberpath.h"

#include "processing/steps/charset.h"
#include "processing/steps/transcoding.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

#include <fnmatch.h>

namespace sluice {

namespace {

constexpr qsizetype mostFolders = 64;
constexpr qsizetype mostBytes = 2048;
constexpr qsizetype mostShown = 80;

QString tr(const char *text)
{
    return QCoreApplication::translate("MemberPath", text);
}

bool isAbsolute(const QString &path)
{
    const bool hasDrive =
        path.size() >= 3 && path[0].isLetter() && path[1] == u':' && (path[2] == u'/' || path[2] == u'\\');
    return path.startsWith(u'/') || path.startsWith(u'\\') || hasDrive;
}

} // namespace

QString decodedMemberPath(const QByteArray &bytes, bool isZip)
{
    if (bytes.isValidUtf8())
        return QString::fromUtf8(bytes);
    static constexpr Encoding dos{"IBM437", "CP437"}; // that of zip, as its specification says
    const auto utf8 = toUtf8(bytes, isZip ? dos : detectedEncoding(bytes, {}), {});
    auto path = utf8 ? QString::fromUtf8(utf8.value()) : QString::fromLatin1(bytes);
    return path.replace(QChar(QChar::ReplacementCharacter), u'_'); // which a safe name would not have
}

Result<QStringList> memberComponents(const QString &path)
{
    if (isAbsolute(path))
        return stepFailure(tr("the archive wants to put “%1” at an absolute path").arg(shownMember(path)));
    if (QString(path).replace(u'\\', u'/').split(u'/').contains(QLatin1StringView("..")))
        return stepFailure(tr("the archive wants to put “%1” outside of its folder").arg(shownMember(path)));
    auto components = path.split(u'/', Qt::SkipEmptyParts);
    components.removeAll(QStringLiteral("."));
    if (components.size() > mostFolders || path.toUtf8().size() > mostBytes)
        return stepFailure(tr("the archive has too long a path, “%1”").arg(shownMember(path)));
    return components;
}

QString shownMember(const QString &path)
{
    QString shown;
    for (const auto c : path.first(std::min(path.size(), mostShown)))
        shown += c.isPrint() ? c : u'�';
    return path.size() > mostShown ? shown + u'…' : shown;
}

bool matchesGlob(const QString &path, const QString &glob)
{
    return !glob.isEmpty() && ::fnmatch(glob.toUtf8().constData(), path.toUtf8().constData(), 0) == 0;
}

} // namespace sluice
