#pragma once

#include "formats/linereader.h"
#include "formats/listreader.h"

namespace sluice {

/// An address a line; lines that begin with # are comments.
class TxtReader final : public ListReader
{
public:
    explicit TxtReader(LineReader lines) : m_lines(std::move(lines)) {}

    std::optional<ListEntry> next() override;
    QStringList extraColumns() const override { return {}; }
    qint64 bytesRead() const override { return m_lines.bytesRead(); }

private:
    LineReader m_lines;
};

} // namespace sluice
