#include "fetch/contentdecoder.h"

#include <QCoreApplication>

#include <zlib.h>

#include <array>

namespace sluice {

namespace {

constexpr int gzipWindow = 16 + MAX_WBITS;

QString tr(const char *text)
{
    return QCoreApplication::translate("ContentDecoder", text);
}

Error broken(const QString &reason)
{
    return {ErrorKind::Protocol, reason};
}

} // namespace

struct ContentDecoder::Stream
{
    explicit Stream(bool gzip) : isGzip(gzip) {}
    ~Stream()
    {
        if (open)
            inflateEnd(&z);
    }

    /// "deflate" means zlib data, but some servers send it bare: the first two bytes tell.
    int window() const
    {
        if (isGzip)
            return gzipWindow;
        const bool zlib = (head[0] & 0x0f) == Z_DEFLATED && (head[0] * 256 + head[1]) % 31 == 0;
        return zlib ? MAX_WBITS : -MAX_WBITS;
    }

    Result<void> inflateAll(QByteArrayView coded, const Output &output);
    Result<void> begin();

    z_stream z{};
    std::array<unsigned char, 2> head{};
    size_t headSize = 0;
    bool isGzip;
    bool open = false;
    bool atEnd = false; ///< of a member; gzip may go on with another one
    std::array<char, 64 * 1024> buffer;
};

Result<void> ContentDecoder::Stream::begin()
{
    if (inflateInit2(&z, window()) != Z_OK)
        return Error{ErrorKind::Internal, tr("Not enough memory to decompress")};
    open = true;
    return success();
}

Result<void> ContentDecoder::Stream::inflateAll(QByteArrayView coded, const Output &output)
{
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(coded.data())); // zlib's API predates const
    z.avail_in = uInt(coded.size());
    while (z.avail_in > 0 || z.avail_out == 0) {
        if (atEnd) {
            if (z.avail_in == 0)
                break;
            if (!isGzip)
                return broken(tr("The compressed body is followed by something else"));
            inflateReset(&z);
            atEnd = false;
        }
        z.next_out = reinterpret_cast<Bytef *>(buffer.data());
        z.avail_out = uInt(buffer.size());
        const int status = inflate(&z, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return broken(tr("The compressed body is damaged"));
        atEnd = status == Z_STREAM_END;
        if (const auto size = qsizetype(buffer.size() - z.avail_out); size > 0) {
            auto written = output(QByteArrayView(buffer.data(), size));
            if (!written)
                return written;
        }
        if (status == Z_BUF_ERROR)
            break;
    }
    return success();
}

Result<std::optional<ContentDecoder>> ContentDecoder::forEncoding(QByteArrayView encoding)
{
    const auto name = encoding.trimmed().toByteArray().toLower();
    if (name.isEmpty() || name == "identity")
        return std::optional<ContentDecoder>();
    const bool gzip = name == "gzip" || name == "x-gzip";
    if (!gzip && name != "deflate")
        return broken(
            tr("The body came in an encoding that was not asked for (%1)").arg(QString::fromLatin1(name.left(40))));
    return std::make_optional(ContentDecoder(std::make_unique<Stream>(gzip)));
}

Result<void> ContentDecoder::decode(QByteArrayView coded, const Output &output)
{
    auto &stream = *m_stream;
    if (stream.open)
        return stream.inflateAll(coded, output);
    while (stream.headSize < 2 && !coded.empty()) {
        stream.head[stream.headSize++] = static_cast<unsigned char>(coded.front());
        coded = coded.sliced(1);
    }
    if (stream.headSize < 2)
        return success();
    auto begun = stream.begin();
    if (!begun)
        return begun;
    auto first = stream.inflateAll(QByteArrayView(reinterpret_cast<const char *>(stream.head.data()), 2), output);
    return first ? stream.inflateAll(coded, output) : first;
}

Result<void> ContentDecoder::finish() const
{
    const bool empty = m_stream->headSize == 0; // servers label empty bodies too
    if (empty || m_stream->atEnd)
        return success();
    return broken(tr("The compressed body ends too early"));
}

ContentDecoder::ContentDecoder(std::unique_ptr<Stream> stream) : m_stream(std::move(stream)) {}
ContentDecoder::ContentDecoder(ContentDecoder &&) noexcept = default;
ContentDecoder &ContentDecoder::operator=(ContentDecoder &&) noexcept = default;
ContentDecoder::~ContentDecoder() = default;

} // namespace sluice
