#include "fetch/contentdecoder.h"

#include "core/safetext.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ContentDecoder", text);
}

Error broken(const QString &reason)
{
    return {ErrorKind::Protocol, reason};
}

std::unique_ptr<ContentCoding> codingNamed(const QByteArray &name)
{
    if (name == "gzip" || name == "x-gzip")
        return makeInflateCoding(true);
    if (name == "deflate")
        return makeInflateCoding(false);
    if (name == "br")
        return makeBrotliCoding();
    if (name == "zstd")
        return makeZstdCoding();
    return {};
}

} // namespace

Error damagedCoding()
{
    return broken(tr("The compressed body is damaged"));
}

Error codingFollowedBySomething()
{
    return broken(tr("The compressed body is followed by something else"));
}

Error noMemoryForCoding()
{
    return {ErrorKind::Internal, tr("Not enough memory to decompress")};
}

Result<std::optional<ContentDecoder>> ContentDecoder::forEncoding(QByteArrayView encoding)
{
    const auto name = encoding.trimmed().toByteArray().toLower();
    if (name.isEmpty() || name == "identity")
        return std::optional<ContentDecoder>();
    auto coding = codingNamed(name);
    if (!coding)
        return broken(tr("The body came in an encoding that was not asked for (%1)")
                          .arg(visibleText(QString::fromLatin1(name), 40)));
    return std::make_optional(ContentDecoder(std::move(coding)));
}

Result<void> ContentDecoder::decode(QByteArrayView coded, const Output &output)
{
    m_isEmpty = m_isEmpty && coded.empty();
    return m_coding->decode(coded, output);
}

Result<void> ContentDecoder::finish() const
{
    if (m_isEmpty || m_coding->isWhole()) // servers label empty bodies too
        return success();
    return broken(tr("The compressed body ends too early"));
}

} // namespace sluice
