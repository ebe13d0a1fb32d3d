#pragma once

#include "formats/rowwriter.h"
#include "formats/tablefile.h"

namespace sluice {

/// An object a line, its keys in the order of the columns.
class JsonlWriter final : public RowWriter
{
public:
    explicit JsonlWriter(const QString &fileName) : m_file(fileName) {}

    Result<void> open() { return m_file.open(); }
    Result<void> begin(const QStringList &columns) override;
    Result<void> write(const std::vector<QJsonValue> &values) override;
    Result<void> finish() override { return m_file.commit(); }

private:
    TableFile m_file;
    std::vector<QByteArray> m_keys; ///< as JSON, with the colon
};

} // namespace sluice
