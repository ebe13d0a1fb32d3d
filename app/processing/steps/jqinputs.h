// The JSON documents of a body, one after the other.
#pragma once

#include "processing/steps/jqvalue.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace sluice {

/// Reads what jq reads: any number of documents in a row, NaN among the numbers, 256 levels deep
/// (an object counts for two).
class JqInputs
{
public:
    /// `json` is valid UTF-8, at most 2 GiB, and outlives this.
    explicit JqInputs(QByteArrayView json);

    /// Invalid at the end, and when there is a mistake; then with libjq's message, the first time.
    JqValue next();
    /// How many documents were read.
    int count() const { return m_count; }
    /// Where and what the mistake is; empty when there was none so far.
    QString mistake() const { return m_mistake; }

private:
    std::unique_ptr<jv_parser, decltype(&jv_parser_free)> m_parser;
    QString m_mistake;
    int m_count = 0;
};

} // namespace sluice
