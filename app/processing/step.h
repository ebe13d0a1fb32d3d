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
/// It polls the token at least every 10 ms of work. Failures are of kind Step and say what is wrong with the
/// body in words that fit after "NAME: ".
class Step
{
public:
    virtual ~Step() = default;
    /// That of its kind, e.g. "hash".
    virtual QString name() const = 0;
    virtual Result<StepOutput> run(Body body, CancelToken token) const = 0;
    /// Names of the columns it yields, in order.
    virtual QStringList columns() const = 0;
    /// It yields another body than it was given, which is worth keeping in a file.
    virtual bool changesBody() const = 0;
};

/// The steps of a recipe, ready to run, in order. Shared by all jobs of a run.
using StepList = std::vector<std::shared_ptr<const Step>>;

/// A parameter as help texts, forms and validation see it.
struct StepParameter
{
    enum class Type { Integer, Choice };
    QString name;
    Type type = Type::Integer;
    QVariant defaultValue;
    int minimum = 0; ///< of an Integer, like maximum and unit
    int maximum = 0;
    QString unit;        ///< "px", "%"; empty for a plain number
    QStringList choices; ///< of a Choice
    QString sentence;    ///< what it does, translated
};

/// A kind of step: its name, its parameters and how to make one.
struct StepKind
{
    QString name;
    QString sentence;
    std::vector<StepParameter> parameters;
    /// Gets every parameter, validated one by one and defaulted. Fails with kind Input when they do not go
    /// together or this installation lacks what they need.
    std::function<Result<std::shared_ptr<const Step>>(const QVariantMap &values)> make;
};

} // namespace sluice
