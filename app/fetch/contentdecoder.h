#pragma once

#include "core/result.h"

#include <QByteArrayView>

#include <functional>
#include <memory>
#include <optional>

namespace sluice {

/// Undoes Content-Encoding gzip and deflate as a stream, and verifies it: checksums, and that the end of the
/// coded data was reached (libcurl and Qt both let a body that stops half-way pass as complete).
/// Errors are of kind Protocol, without the host's name.
class ContentDecoder
{
public:
    using Output = std::function<Result<void>(QByteArrayView)>;

    /// What to put into Accept-Encoding.
    static constexpr char accepted[] = "gzip, deflate";

    /// Nothing to undo for an empty encoding or "identity"; an error for one that was not asked for.
    static Result<std::optional<ContentDecoder>> forEncoding(QByteArrayView encoding);

    /// Gives out decoded bytes in pieces of at most 64 KiB; an error of `output` ends it.
    Result<void> decode(QByteArrayView coded, const Output &output);
    /// The body is over: was it whole?
    Result<void> finish() const;

    ContentDecoder(ContentDecoder &&) noexcept;
    ContentDecoder &operator=(ContentDecoder &&) noexcept;
    ~ContentDecoder();

private:
    struct Stream;
    explicit ContentDecoder(std::unique_ptr<Stream> stream);

    std::unique_ptr<Stream> m_stream;
};

} // namespace sluice
