// Tables going out, one row at a time.
#pragma once

#include "core/result.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace sluice {

/// Writes NAME.part and renames it when finished: a reader never sees half a table, and an existing file is
/// replaced only by a whole one. Destroyed unfinished, it removes the part.
class RowWriter
{
public:
    virtual ~RowWriter() = default;
    virtual Result<void> begin(const QStringList &columns) = 0;
    /// As many values as columns. Null and undefined are empty fields in CSV, left out in JSON Lines.
    virtual Result<void> write(const std::vector<QJsonValue> &values) = 0;
    virtual Result<void> finish() = 0;
};

/// Whether openRowWriter() is likely to work: it knows the suffix, and the folder can be written to. Nothing is made.
Result<void> checkTableTarget(const QString &fileName);

/// The same for a file of any kind.
Result<void> checkFileTarget(const QString &fileName);

/// By suffix: .csv, .tsv (RFC 4180, CRLF, formula guard) or .jsonl. Errors name the file and the suffixes there are.
Result<std::unique_ptr<RowWriter>> openRowWriter(const QString &fileName);

} // namespace sluice
