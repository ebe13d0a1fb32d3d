#include "processing/steps/jqjson.h"

#include "processing/steps/columnlimit.h"
#include "processing/steps/jqtext.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <cmath>
#include <limits>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JqJson", text);
}

bool isDeeper(const JqValue &value, int levels)
{
    const auto kind = value.kind();
    if (kind != JV_KIND_ARRAY && kind != JV_KIND_OBJECT)
        return false;
    if (levels == 0)
        return true;
    if (kind == JV_KIND_ARRAY) {
        const int size = jv_array_length(value.copy());
        for (int i = 0; i < size; ++i) {
            if (isDeeper(JqValue(jv_array_get(value.copy(), i)), levels - 1))
                return true;
        }
        return false;
    }
    const auto &object = value.look();
    for (int i = jv_object_iter(object); jv_object_iter_valid(object, i); i = jv_object_iter_next(object, i)) {
        if (isDeeper(JqValue(jv_object_iter_value(object, i)), levels - 1))
            return true;
    }
    return false;
}

QJsonValue number(double value)
{
    if (std::isnan(value))
        return QJsonValue::Null;
    if (std::isinf(value))
        return std::copysign(std::numeric_limits<double>::max(), value);
    return value;
}

} // namespace

bool isTooDeep(const JqValue &value)
{
    return isDeeper(value, deepestResult);
}

Error resultTooDeep()
{
    return stepFailure(tr("a result is nested deeper than %1 levels").arg(deepestResult));
}

Result<QJsonValue> JqToJson::convert(const JqValue &value)
{
    auto json = converted(value, 0);
    switch (m_trouble) {
    case Trouble::None:
        return json;
    case Trouble::TooDeep:
        return resultTooDeep();
    case Trouble::TooLarge:
        return columnsTooLarge();
    }
    Q_UNREACHABLE();
}

void JqToJson::count(qint64 bytes)
{
    m_bytesLeft -= bytes;
    if (m_bytesLeft < 0)
        m_trouble = Trouble::TooLarge;
}

QString JqToJson::text(const JqValue &string)
{
    const auto bytes = jqBytes(string);
    count(bytes.size());
    return m_trouble == Trouble::None ? QString::fromUtf8(bytes) : QString();
}

QJsonValue JqToJson::converted(const JqValue &value, int depth)
{
    count(bytesPerValue);
    if (m_trouble != Trouble::None)
        return {};
    switch (value.kind()) {
    case JV_KIND_INVALID:
    case JV_KIND_NULL:
        return QJsonValue::Null;
    case JV_KIND_FALSE:
        return false;
    case JV_KIND_TRUE:
        return true;
    case JV_KIND_NUMBER:
        return number(jv_number_value(value.look()));
    case JV_KIND_STRING:
        return text(value);
    case JV_KIND_ARRAY:
        return array(value, depth + 1);
    case JV_KIND_OBJECT:
        return object(value, depth + 1);
    }
    Q_UNREACHABLE();
}

QJsonValue JqToJson::array(const JqValue &value, int depth)
{
    if (depth > deepestResult) {
        m_trouble = Trouble::TooDeep;
        return {};
    }
    QJsonArray json;
    const int size = jv_array_length(value.copy());
    for (int i = 0; i < size && m_trouble == Trouble::None; ++i)
        json.append(converted(JqValue(jv_array_get(value.copy(), i)), depth));
    return json;
}

QJsonValue JqToJson::object(const JqValue &value, int depth)
{
    if (depth > deepestResult) {
        m_trouble = Trouble::TooDeep;
        return {};
    }
    // sorted, as a QJsonObject keeps them: each insertion is at its end then
    const JqValue keys(jv_keys(value.copy()));
    QJsonObject json;
    const int size = jv_array_length(keys.copy());
    for (int i = 0; i < size && m_trouble == Trouble::None; ++i) {
        const JqValue key(jv_array_get(keys.copy(), i));
        json.insert(text(key), converted(JqValue(jv_object_get(value.copy(), key.copy())), depth));
    }
    return json;
}

} // namespace sluice
