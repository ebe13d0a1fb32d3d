// JPEG pictures on demand.
#pragma once

#include <QByteArray>
#include <QCache>
#include <QFuture>
#include <QSize>
#include <QThreadPool>

namespace sluice {

/// Draws in a thread of its own, as encoding a large picture would hold up every other answer. There are 64
/// different drawings of each size, chosen by the seed; every file also carries its seed as a comment, so that no
/// two seeds give the same bytes. Empty when Qt cannot write JPEG here. Used on one thread.
class PictureMaker
{
public:
    static constexpr int longestSide = 4096;

    PictureMaker();
    ~PictureMaker();
    QFuture<QByteArray> picture(QSize size, quint64 seed);

    /// The picture with a comment segment behind its first segment.
    static QByteArray withComment(const QByteArray &jpeg, const QByteArray &comment);

private:
    QThreadPool m_pool;
    QCache<quint64, QFuture<QByteArray>> m_drawings; ///< by size and drawing, cost in KiB
};

} // namespace sluice
