// Where a member of an archive wants to be: a stranger's wish. Pure.
#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

namespace sluice {

/// The path of an archive that does not say in which character set it is: UTF-8 if it can be that, else code page 437
/// in a zip, else what the bytes suggest. Each character counts: one that has no meaning becomes "_".
QString decodedMemberPath(const QByteArray &bytes, bool isZip);

/// "./a//b" -> a, b. Refuses, with kind Step and naming the member, what is absolute (also with a drive's letter), has
/// ".." for a folder (between / or \), more than 64 folders or more than 2048 bytes. The components are not
/// safe as names yet.
Result<QStringList> memberComponents(const QString &path);

/// For sentences: not longer than a line, without control characters.
QString shownMember(const QString &path);

/// A shell's pattern, in which * and ? stand for / too; an empty one matches nothing.
bool matchesGlob(const QString &path, const QString &glob);

} // namespace sluice
