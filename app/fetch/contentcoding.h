#pragma once

#include "core/result.h"

#include <QByteArrayView>

#include <functional>
#include <memory>

namespace sluice {

/// One content coding being undone. Errors are of kind Protocol, without the host's name.
class ContentCoding
{
public:
    using Output = std::function<Result<void>(QByteArrayView)>;

    /// Given out at once, at most.
    static constexpr size_t pieceBytes = 64 * 1024;

    virtual ~ContentCoding() = default;
    virtual Result<void> decode(QByteArrayView coded, const Output &output) = 0;
    /// The coded data have come to their end.
    virtual bool isWhole() const = 0;
};

std::unique_ptr<ContentCoding> makeInflateCoding(bool gzip); ///< gzip, or else deflate
std::unique_ptr<ContentCoding> makeBrotliCoding();
std::unique_ptr<ContentCoding> makeZstdCoding();

// What is wrong with a body, in words.
Error damagedCoding();
Error codingFollowedBySomething();
Error noMemoryForCoding();

} // namespace sluice
