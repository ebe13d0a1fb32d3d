#include "processing/steps/transcoding.h"

#include "processing/steps/wholebody.h"

#include <QCoreApplication>

#include <iconv.h>

#include <array>
#include <cerrno>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Transcoding", text);
}

constexpr qsizetype pieceSize = 256 * 1024;
constexpr QByteArrayView replacement = "\xEF\xBF\xBD"; // U+FFFD

class Converter
{
public:
    explicit Converter(const Encoding &encoding)
        : m_unit(encoding.isUtf16() ? 2 : 1), m_handle(iconv_open("UTF-8", encoding.iconv))
    {
    }
    ~Converter()
    {
        if (isOpen())
            iconv_close(m_handle);
    }
    Converter(const Converter &) = delete;
    Converter &operator=(const Converter &) = delete;

    // NOLINTNEXTLINE(performance-no-int-to-ptr): iconv_open() says so
    bool isOpen() const { return m_handle != reinterpret_cast<iconv_t>(-1); }

    /// Converts what it can of a piece and says how much that was: all of the last one.
    qsizetype convert(QByteArrayView piece, bool isLast)
    {
        char *in = const_cast<char *>(piece.data()); // iconv() does not write there
        size_t left = static_cast<size_t>(piece.size());
        while (left > 0) {
            if (step(&in, &left))
                continue;
            if (errno == EINVAL && !isLast)
                break; // a character that goes on in the next piece
            m_text.append(replacement);
            const size_t skipped = std::min(left, errno == EINVAL ? left : m_unit);
            in += skipped;
            left -= skipped;
        }
        if (isLast)
            step(nullptr, nullptr); // what a combining character set holds back
        return piece.size() - static_cast<qsizetype>(left);
    }

    QByteArray takeText() { return std::move(m_text); }

private:
    /// False with errno set when it stopped at something that is no character.
    bool step(char **in, size_t *left)
    {
        std::array<char, 32 * 1024> buffer;
        char *out = buffer.data();
        size_t room = buffer.size();
        const bool converted = iconv(m_handle, in, left, &out, &room) != static_cast<size_t>(-1);
        const int reason = errno;
        m_text.append(buffer.data(), out - buffer.data());
        errno = reason;
        return converted || reason == E2BIG;
    }

    size_t m_unit;
    iconv_t m_handle;
    QByteArray m_text;
};

QByteArray withoutNul(QByteArray text)
{
    if (text.contains('\0'))
        text.replace(QByteArray(1, '\0'), replacement.toByteArray());
    return text;
}

} // namespace

Result<QByteArray> toUtf8(QByteArrayView bytes, const Encoding &encoding, const CancelToken &token)
{
    if (encoding.isUtf8() && bytes.isValidUtf8())
        return withoutNul(bytes.toByteArray());
    Converter converter(encoding);
    if (!converter.isOpen())
        return stepFailure(tr("this system cannot read the character set %1").arg(encoding.displayName()));
    for (qsizetype position = 0; position < bytes.size();) {
        if (token.isCancelled())
            return Cancelled{};
        const auto piece = bytes.sliced(position, std::min(pieceSize, bytes.size() - position));
        position += converter.convert(piece, position + piece.size() == bytes.size());
    }
    return withoutNul(converter.takeText());
}

} // namespace sluice
