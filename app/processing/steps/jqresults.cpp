#include "processing/steps/jqresults.h"

#include "processing/steps/columnlimit.h"
#include "processing/steps/jqtext.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JqResults", text);
}

} // namespace

JqColumns::JqColumns(QString column) : m_column(std::move(column)), m_converter(mostColumnBytes) {}

Result<void> JqColumns::add(const JqValue &result)
{
    auto json = m_converter.convert(result);
    if (!json)
        return json.error();
    m_values.push_back(std::move(json).value());
    return success();
}

Result<QJsonObject> JqColumns::take()
{
    if (m_values.empty())
        return QJsonObject();
    if (m_values.size() > 1) {
        QJsonArray array;
        for (const auto &value : m_values)
            array.append(value);
        return QJsonObject{{m_column, array}};
    }
    if (!m_values.front().isObject())
        return QJsonObject{{m_column, m_values.front()}};
    auto columns = m_values.front().toObject();
    if (columns.size() > mostColumns)
        return stepFailure(tr("the result has %1 keys, but a step adds at most %2 columns; wrap it, as in {all: .}")
                               .arg(columns.size())
                               .arg(mostColumns));
    return columns;
}

Result<void> JqLines::add(JqValue result)
{
    if (isTooDeep(result))
        return resultTooDeep();
    const JqValue json(jv_dump_string(result.release(), 0));
    const auto line = jqBytes(json);
    if (m_lines.size() + line.size() >= mostTextBytes)
        return stepFailure(tr("the results come to more than %1 MiB").arg(mostTextBytes >> 20));
    m_lines.append(line);
    m_lines.append('\n');
    return success();
}

} // namespace sluice
