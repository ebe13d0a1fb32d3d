// Lists of addresses coming in, one row at a time.
#pragma once

#include "core/result.h"

#include <QIODevice>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace sluice {

/// A row as it stands in the list; its address is not validated yet.
struct ListRow
{
    QString address;
    QJsonObject extra; ///< the other columns, by name
};

/// A row, or why it could not be read, with the line on which it begins (from 1), or the place in what has no lines.
struct ListEntry
{
    qint64 line = 0;
    Result<ListRow> row = Cancelled{};
    QString place{}; ///< a path below the folder that is read; empty for lists
};

/// Reads a list of any length in bounded memory. Empty lines, and in .txt lines that begin with #, are not rows.
class ListReader
{
public:
    virtual ~ListReader() = default;
    /// The next entry, or nothing at the end. A bad row is an entry with an error of kind Input; a device that fails or
    /// packed data that is damaged is a last entry with an error of kind Storage: the list goes on, but cannot be read.
    virtual std::optional<ListEntry> next() = 0;
    /// Columns besides the address, known from the start for csv/tsv, else those seen so far.
    virtual QStringList extraColumns() const = 0;
    /// Position in the file as it lies on disk, for progress.
    virtual qint64 bytesRead() const = 0;
};

struct ListOptions
{
    /// Column or key that holds the address; empty: the one called url, else address, link, href or uri (any case),
    /// else the only or first column whose first value looks like an address. Columns without a header are column_1,
    /// ...
    QString urlColumn;
    /// "txt", "csv", "tsv", "jsonl", "xml"; empty: by suffix, and by how the text begins where there is none.
    QString format;
};

/// Whether a file of this name is read as a list: .txt .csv .tsv .jsonl .xml, or one of these with .gz or .zst behind.
bool isListName(QStringView fileName);

/// A list in a file. Errors name the file and what is wrong with it (an unknown column: which ones there are).
Result<std::unique_ptr<ListReader>> openList(const QString &fileName, const ListOptions &options);
/// A list from an open device (stdin, pasted text), owned by the reader. Its read() blocks until there is something
/// and returns 0 at the end. Both unpack gzip and zstd, whatever the name says.
Result<std::unique_ptr<ListReader>> openList(std::unique_ptr<QIODevice> device, const ListOptions &options);

} // namespace sluice
