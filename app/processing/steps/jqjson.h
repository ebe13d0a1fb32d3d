// Values of libjq as JSON of Qt, not by way of text.
#pragma once

#include "core/result.h"
#include "processing/steps/jqvalue.h"

#include <QJsonValue>

namespace sluice {

/// A result may be nested so deep. libjq reads 256 levels, a program can build any number.
constexpr int deepestResult = 500;

bool isTooDeep(const JqValue &value);
/// Kind Step.
Error resultTooDeep();

/// Converts values up to a size in all. Like jq's own output: not-a-number becomes null, infinity the largest double.
class JqToJson
{
public:
    /// In the units of columnlimit.h.
    explicit JqToJson(qint64 mostBytes) : m_bytesLeft(mostBytes) {}

    /// Fails with kind Step when the value is too deep or brings the sum above the limit.
    Result<QJsonValue> convert(const JqValue &value);

private:
    enum class Trouble { None, TooDeep, TooLarge };

    QJsonValue converted(const JqValue &value, int depth);
    QJsonValue array(const JqValue &value, int depth);
    QJsonValue object(const JqValue &value, int depth);
    QString text(const JqValue &string);
    void count(qint64 bytes);

    qint64 m_bytesLeft;
    Trouble m_trouble = Trouble::None;
};

} // namespace sluice
