// How much text there is.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"

#include <QByteArray>

namespace sluice {

struct TextCount
{
    qint64 characters = 0; ///< Unicode code points, white space and line ends included
    /// Stretches between two Unicode word boundaries that hold a letter or a digit. In scripts written without spaces
    /// (Chinese, Japanese hiragana and kanji, Thai) there is a boundary at every sign: each counts as a word.
    qint64 words = 0;
    qint64 lines = 0; ///< that are not blank
};

/// Of valid UTF-8. The token is polled every 64 KiB. A word of more than 64 KiB may count more than once.
Result<TextCount> counted(QByteArrayView utf8, const CancelToken &token);

} // namespace sluice
