#include "processing/steps/textcount.h"

#include <QString>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace sluice {

namespace {

constexpr qsizetype pieceSize = 64 * 1024;

bool isInnerByte(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\n';
}

/// A piece that ends where no word goes on, if there is such a place, and in any case with a whole character.
QByteArrayView nextPiece(QByteArrayView rest)
{
    if (rest.size() <= pieceSize)
        return rest;
    const auto piece = rest.first(pieceSize);
    const auto blank = std::find_if(piece.rbegin(), piece.rend(), isBlank);
    if (blank != piece.rend())
        return piece.first(piece.rend() - blank);
    auto size = pieceSize;
    while (isInnerByte(rest.at(size)))
        --size;
    return rest.first(size);
}

bool hasLetterOrNumber(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t character = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size())
            character = QChar::surrogateToUcs4(text[i], text[i + 1]);
        if (QChar::isLetterOrNumber(character))
            return true;
    }
    return false;
}

qint64 wordsOf(const QString &text)
{
    qint64 words = 0;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype start = 0;
    for (auto end = finder.toNextBoundary(); end >= 0; end = finder.toNextBoundary()) {
        words += hasLetterOrNumber(QStringView(text).sliced(start, end - start));
        start = end;
    }
    return words;
}

qint64 linesOf(QByteArrayView text)
{
    qint64 lines = 0;
    bool isSeen = false;
    for (const char byte : text) {
        if (byte == '\n')
            isSeen = false;
        else if (!isSeen && byte != ' ' && byte != '\t' && byte != '\r' && byte != '\f') {
            isSeen = true;
            ++lines;
        }
    }
    return lines;
}

} // namespace

Result<TextCount> counted(QByteArrayView utf8, const CancelToken &token)
{
    TextCount count;
    count.lines = linesOf(utf8);
    count.characters = utf8.size() - std::count_if(utf8.begin(), utf8.end(), isInnerByte);
    for (auto rest = utf8; !rest.isEmpty();) {
        if (token.isCancelled())
            return Cancelled{};
        const auto piece = nextPiece(rest);
        count.words += wordsOf(QString::fromUtf8(piece));
        rest = rest.sliced(piece.size());
    }
    return count;
}

} // namespace sluice
