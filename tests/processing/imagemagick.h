// ImageMagick, an opinion on images that is not Qt's.
#pragma once

#include <QByteArray>
#include <QSize>
#include <QStringList>

namespace sluice::test {

/// What `convert` with these arguments writes to its standard output, given the input at its standard one ("-").
/// Ends the program with a message when there is no convert or it fails.
QByteArray magick(const QStringList &arguments, const QByteArray &input = {});

/// A picture with structure in it, another for each seed; "png" or another format.
QByteArray picture(int seed, QSize size, const QString &format);

/// What `-format` makes of an image, e.g. "%m %w %h"; turned upright first, over white.
QString described(const QByteArray &image, const QString &format);

} // namespace sluice::test
