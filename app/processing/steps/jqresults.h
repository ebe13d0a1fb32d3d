// What becomes of the results of a jq program.
#pragma once

#include "core/result.h"
#include "processing/step.h"
#include "processing/steps/jqjson.h"

#include <vector>

namespace sluice {

/// Columns. One result that is an object: a column for each key, nested values stay JSON. One result of another kind:
/// the value in `column`. Several: an array in `column`. None: no column.
class JqColumns
{
public:
    explicit JqColumns(QString column);
    Result<void> add(const JqValue &result);
    /// Fails when the object has too many keys.
    Result<QJsonObject> take();

private:
    QString m_column;
    JqToJson m_converter;
    std::vector<QJsonValue> m_values;
};

/// A body: each result on a line of its own.
class JqLines
{
public:
    Result<void> add(JqValue result);
    QByteArray take() { return std::move(m_lines); }

private:
    QByteArray m_lines;
};

} // namespace sluice
