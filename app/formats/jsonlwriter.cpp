#include "formats/jsonlwriter.h"

#include "formats/celltext.h"

namespace sluice {

Result<void> JsonlWriter::begin(const QStringList &columns)
{
    m_keys.clear();
    for (const auto &column : columns) {
        appendJson(m_keys.emplace_back(), column);
        m_keys.back() += ':';
    }
    return success();
}

Result<void> JsonlWriter::write(const std::vector<QJsonValue> &values)
{
    Q_ASSERT(values.size() == m_keys.size());
    auto &out = m_file.buffer();
    char separator = '{';
    for (size_t i = 0; i < values.size(); ++i) {
        if (values[i].isNull() || values[i].isUndefined())
            continue;
        out += separator;
        out += m_keys[i];
        appendJson(out, values[i]);
        separator = ',';
    }
    out += separator == '{' ? "{}\n" : "}\n";
    return m_file.flushIfLarge();
}

} // namespace sluice
