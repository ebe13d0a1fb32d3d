#include "formats/csvwriter.h"

#include "formats/celltext.h"

#include <algorithm>

namespace sluice {

namespace {

bool isFormulaStart(char c)
{
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

} // namespace

Result<void> CsvWriter::begin(const QStringList &columns)
{
    auto &out = m_file.buffer();
    const auto start = out.size();
    for (const auto &column : columns) {
        appendText(out, column);
        out += m_delimiter;
    }
    return endRow(start);
}

Result<void> CsvWriter::write(const std::vector<QJsonValue> &values)
{
    auto &out = m_file.buffer();
    const auto start = out.size();
    for (const auto &value : values) {
        appendValue(out, value);
        out += m_delimiter;
    }
    return endRow(start);
}

Result<void> CsvWriter::endRow(qsizetype start)
{
    auto &out = m_file.buffer();
    out.chop(1); // the delimiter behind the last cell
    if (out.size() == start)
        out += "\"\""; // a single empty cell: readers skip empty lines
    out += "\r\n";
    return m_file.flushIfLarge();
}

void CsvWriter::appendValue(QByteArray &out, const QJsonValue &value) const
{
    switch (value.type()) {
    case QJsonValue::String:
        return appendText(out, value.toString());
    case QJsonValue::Double:
        out += numberText(value);
        break;
    case QJsonValue::Bool:
    case QJsonValue::Array:
    case QJsonValue::Object: {
        QByteArray json;
        appendJson(json, value);
        appendCell(out, json);
        break;
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
}

void CsvWriter::appendText(QByteArray &out, const QString &text) const
{
    auto utf8 = text.toUtf8();
    if (!utf8.isEmpty() && isFormulaStart(utf8.front()))
        utf8.prepend('\'');
    appendCell(out, utf8);
}

void CsvWriter::appendCell(QByteArray &out, QByteArrayView text) const
{
    const auto wantsQuotes = [this](char c) {
        return c == m_delimiter || c == '"' || c == '\n' || c == '\r';
    };
    if (std::none_of(text.begin(), text.end(), wantsQuotes)) {
        out += text;
        return;
    }
    out += '"';
    for (auto quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"')) {
        out += text.first(quote + 1);
        out += '"';
        text = text.sliced(quote + 1);
    }
    out += text;
    out += '"';
}

} // namespace sluice
