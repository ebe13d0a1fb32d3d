#pragma once

#include "formats/linereader.h"
#include "formats/listreader.h"

#include <QSet>

namespace sluice {

/// JSON Lines: an object a line, or a plain string that is the address. Other keys are carried along with their types.
class JsonlReader final : public ListReader
{
public:
    /// More names than these are carried along, but not listed.
    static constexpr qsizetype maxColumns = 10'000;

    JsonlReader(LineReader lines, const QString &urlKey) : m_lines(std::move(lines)), m_urlKey(urlKey) {}

    std::optional<ListEntry> next() override;
    QStringList extraColumns() const override { return m_columns; }
    qint64 bytesRead() const override { return m_lines.bytesRead(); }

private:
    Result<ListRow> parse(QByteArrayView text);
    Result<ListRow> fromObject(QJsonObject object);
    Result<QString> addressKey(const QJsonObject &object);
    void noteColumns(const QJsonObject &extra);

    LineReader m_lines;
    QString m_urlKey;   ///< what was asked for; empty: to be found
    QString m_foundKey; ///< what the last row had
    QStringList m_columns;
    QSet<QString> m_known;
};

} // namespace sluice
