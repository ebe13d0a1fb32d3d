#include "files/filename.h"

#include <QMimeDatabase>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

constexpr qsizetype maxNameBytes = 180; // room for a number, ".part" and whatever a file system adds

bool isForbidden(QChar c)
{
    if (QStringView(u"/\\:*?\"<>|").contains(c))
        return true;
    const auto category = c.category();
    return category == QChar::Other_Control || category == QChar::Other_Format // bidirectional overrides, zero-width
           || category == QChar::Separator_Line || category == QChar::Separator_Paragraph ||
           c == QChar::ReplacementCharacter;
}

/// Without half characters, which no file system takes.
QString withoutStraySurrogates(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = text[i];
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair)
            result += text.sliced(i++, 2);
        else if (!c.isSurrogate())
            result += c;
    }
    return result;
}

bool isDeviceName(const QString &name)
{
    const auto stem = name.left(name.indexOf(u'.')).trimmed().toUpper();
    static const std::array plain{QStringLiteral("CON"), QStringLiteral("PRN"), QStringLiteral("AUX"),
                                  QStringLiteral("NUL")};
    if (std::find(plain.begin(), plain.end(), stem) != plain.end())
        return true;
    const bool numbered = stem.startsWith(QStringLiteral("COM")) || stem.startsWith(QStringLiteral("LPT"));
    return numbered && stem.size() == 4 && stem.back() >= u'0' && stem.back() <= u'9';
}

QString shortened(const QString &name)
{
    if (name.toUtf8().size() <= maxNameBytes)
        return name;
    const auto extension = fileExtension(name);
    const auto tail = extension.isEmpty() ? QString() : u'.' + extension;
    auto stem = name.chopped(tail.size());
    while (!stem.isEmpty() && stem.toUtf8().size() + tail.toUtf8().size() > maxNameBytes)
        stem.chop(stem.back().isLowSurrogate() ? 2 : 1);
    return stem + tail;
}

QString trimmedEnds(const QString &name)
{
    auto first = name.begin();
    auto last = name.end();
    while (first != last && (QStringView(u".~- ").contains(*first) || first->isSpace()))
        ++first;
    while (last != first && (*(last - 1) == u'.' || (last - 1)->isSpace()))
        --last;
    return QString(first, last - first);
}

bool suits(const QString &name, const QMimeType &type)
{
    const auto promised = QMimeDatabase().mimeTypesForFileName(name);
    return std::any_of(promised.begin(), promised.end(),
                       [&](const QMimeType &known) { return known.inherits(type.name()); });
}

} // namespace

QString fileExtension(const QString &name)
{
    constexpr qsizetype longest = 16; // beyond it is a dot in a sentence
    const auto dot = name.lastIndexOf(u'.');
    return dot > 0 && name.size() - dot - 1 <= longest ? name.sliced(dot + 1) : QString();
}

QString safeFileName(const QString &raw, const QString &fallback)
{
    auto name = withoutStraySurrogates(raw);
    name.removeIf(isForbidden);
    name = trimmedEnds(name.normalized(QString::NormalizationForm_C));
    if (isDeviceName(name))
        name.prepend(u'_');
    name = trimmedEnds(shortened(name));
    return name.isEmpty() ? fallback : name;
}

QString fileNameFromUrl(const QUrl &url, const QString &fallback)
{
    const auto path = url.path(QUrl::FullyDecoded);
    const auto separator = std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\'));
    return safeFileName(path.sliced(separator + 1), fallback);
}

QString numberedFileName(const QString &name, int number)
{
    if (number <= 1)
        return name;
    const auto extension = fileExtension(name);
    const auto tail = extension.isEmpty() ? QString() : u'.' + extension;
    return name.chopped(tail.size()) + QStringLiteral(" (%1)").arg(number) + tail;
}

QString nameWithSuffixFor(const QString &relativePath, const QString &contentType)
{
    const QMimeDatabase types;
    const auto mediaType = contentType.section(u';', 0, 0).trimmed().toLower();
    const auto type = types.mimeTypeForName(mediaType);
    if (!type.isValid() || type.preferredSuffix().isEmpty())
        return relativePath;
    const auto folder = relativePath.first(relativePath.lastIndexOf(u'/') + 1);
    const auto name = relativePath.sliced(folder.size());
    if (suits(name, type))
        return relativePath;
    // an ending that nobody knows may be a part of the name: "v1.2"
    const auto extension = types.mimeTypesForFileName(name).isEmpty() ? QString() : fileExtension(name);
    const auto stem = extension.isEmpty() ? name : name.chopped(extension.size() + 1);
    if (suits(stem, type))
        return folder + stem;
    const auto kind = mediaType.section(u'/', 1);
    const auto suffix = type.suffixes().contains(kind) ? kind : type.preferredSuffix();
    return folder + safeFileName(stem + u'.' + suffix, name);
}

QString contentTypeOfName(const QString &name)
{
    const auto types = QMimeDatabase().mimeTypesForFileName(name);
    return types.isEmpty() ? QString() : types.constFirst().name();
}

} // namespace sluice
