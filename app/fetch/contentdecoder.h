#pragma once

#include "fetch/contentcoding.h"

#include <optional>

namespace sluice {

/// Undoes Content-Encoding gzip, deflate, br and zstd as a stream, and verifies it: checksums where the coding has
/// them, and that the end of the coded data was reached (libcurl and Qt both let a body that stops half-way pass as
/// complete). Errors are of kind Protocol, without the host's name.
class ContentDecoder
{
public:
    using Output = ContentCoding::Output;

    /// What to put into Accept-Encoding.
    static constexpr char accepted[] = "gzip, deflate, br, zstd";

    /// Nothing to undo for an empty encoding or "identity"; an error for one that was not asked for.
    static Result<std::optional<ContentDecoder>> forEncoding(QByteArrayView encoding);

    /// Gives out decoded bytes in pieces of at most 64 KiB; an error of `output` ends it.
    Result<void> decode(QByteArrayView coded, const Output &output);
    /// The body is over: was it whole?
    Result<void> finish() const;

private:
    explicit ContentDecoder(std::unique_ptr<ContentCoding> coding) : m_coding(std::move(coding)) {}

    std::unique_ptr<ContentCoding> m_coding;
    bool m_isEmpty = true;
};

} // namespace sluice
