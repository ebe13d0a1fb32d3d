// What a table holds: rows, columns, types.
#pragma once

#include "processing/step.h"

namespace sluice {

/// Reads a table with a delimiter, by RFC 4180, row by row; tables compressed by gzip or zstd are unpacked meanwhile.
/// Lines end with LF or CRLF; empty lines do not count. The charset is UTF-8 or one that has ASCII in it.
///
/// Refused: tables that are empty, hold NUL bytes, have rows of more than 1 MiB or more than 2,000 columns, or misuse
/// quotes.
class CsvStatsStep final : public Step
{
public:
    struct Settings
    {
        char delimiter = 0; ///< 0: comma, semicolon or tab, whichever the beginning speaks for
        bool hasHeader = true;
    };

    explicit CsvStatsStep(Settings settings) : m_settings(settings) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;

private:
    Result<QJsonObject> statistics(const Body &body, const CancelToken &token) const;

    Settings m_settings;
};

StepKind csvStatsStepKind();

} // namespace sluice
