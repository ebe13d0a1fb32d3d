// One stage of computing on a body.
#pragma once

#include "async/canceltoken.h"
#include "core/result.h"
#include "processing/body.h"

#include <QJsonObject>
#include <QStringList>
#include <QVariantMap>

#include <functional>
#include <memory>
#include <vector>

namespace sluice {

/// What a step hands on: the body for the next step, and named values for the results.
struct StepOutput
{
    Body body;
    QJsonObject columns; ///< e.g. {"sha256": "ab12…"}
};

/// A configured step. run() is called on any pool thread, several at once, so it keeps no state of its own.
/// It polls the token at least every 10 ms of work. Failures are of kind Step and name what is wrong with the body.
class Step
{
public:
    virtual ~Step() = default;
    virtual Result<StepOutput> run(Body body, CancelToken token) const = 0;
    /// Names of the columns it yields, in order.
    virtual QStringList columns() const = 0;
    /// It yields another body than it was given, which is worth keeping in a file.
    virtual bool changesBody() const = 0;
};

/// A parameter as help texts, forms and validation see it.
struct StepParameter
{
    enum class Type { Integer, Choice };
    QString name;
    Type type = Type::Integer;
    QVariant defaultValue;
    int minimum = 0;
    int maximum = 0;
    QString unit;
    QStringList choices;
    QString sentence; ///< what it does, translated
};

/// A kind of step: its name, its parameters and how to make one.
struct StepKind
{
    QString name;
    QString sentence;
    std::vector<StepParameter> parameters;
    /// Gets every parameter, validated and defaulted.
    std::function<std::unique_ptr<Step>(const QVariantMap &values)> make;
};

} // namespace sluice
