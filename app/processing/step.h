// One stage of computing on a body.
#pragma once

#include "async/canceltoken.h"
#include "core/ids.h"
#include "core/result.h"
#include "processing/body.h"

#include <QJsonObject>
#include <QStringList>
#include <QUrl>
#include <QVariantMap>

#include <functional>
#include <memory>
#include <vector>

namespace sluice {

/// What a step gets to work on.
struct StepInput
{
    Body body{};
    QJsonObject columns{}; ///< the list's own and those of the steps before; a later one replaces an earlier
    JobId job{};
    QUrl url{};      ///< of the job
    QUrl finalUrl{}; ///< where the body came from in the end, after redirects; empty: url

    const QUrl &source() const { return finalUrl.isEmpty() ? url : finalUrl; }
};

/// Where a run's files go. Both on one file system when there is an `out`.
struct StepFolders
{
    QString out{};     ///< empty: nothing is kept
    QString scratch{}; ///< for what is large or not complete yet, see newScratchPath()
};

/// Something complete in the scratch folder, a file or a folder, that takes its place in the output folder when all
/// steps of its job have succeeded.
struct Keepsake
{
    QString scratch{};
    QString name{};                              ///< relative to the output folder, safe
    std::shared_ptr<const ScratchFile> holder{}; ///< keeps it until then
};

/// What a step hands on: the body for the next step, named values for the results, things to keep.
struct StepOutput
{
    Body body{};
    QJsonObject columns{}; ///< of this step only, e.g. {"sha256": "ab12…"}
    std::vector<Keepsake> keepsakes{};
};

/// A configured step. run() is called on any pool thread, several at once, or in a child process; it keeps no state
/// between bodies but what speeds it up. It polls the token at least every 10 ms of work where that is possible.
/// Failures are of kind Step and say what is wrong with the body in words that fit after "NAME: ", without a full
/// stop; of kind Storage when the disk is at fault.
class Step
{
public:
    virtual ~Step() = default;
    /// That of its kind, e.g. "hash".
    virtual QString name() const = 0;
    virtual Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const = 0;
    /// It yields another body than it was given, which is worth keeping in a file.
    virtual bool changesBody() const { return false; }
    /// It needs an output folder.
    virtual bool keepsFiles() const { return false; }
};

/// A parameter as help texts, forms and validation see it.
struct StepParameter
{
    /// Words: a program and its arguments, taken apart at white space and quotes, never by a shell.
    enum class Type { Integer, Boolean, Choice, Text, Words };
    QString name{};
    Type type = Type::Integer;
    QVariant defaultValue{}; ///< int, bool, QString, QString, QStringList
    int minimum = 0;         ///< of an Integer, like maximum and unit
    int maximum = 0;
    QString unit{};        ///< "px", "%"; empty for a plain number
    QStringList choices{}; ///< of a Choice
    bool required = false; ///< of a Text or Words: must be given and not be empty
    QString sentence{};    ///< what it does, translated
};

/// A value that a step adds to the results.
struct StepColumn
{
    QString name{}; ///< as in exports; "…" in it where parameters decide
    QString sentence{};
};

/// A kind of step: its name, its parameters and how to make one.
struct StepKind
{
    QString name{};
    QString sentence{};
    std::vector<StepParameter> parameters{}; ///< `isolate` is added where there is a choice
    std::vector<StepColumn> columns{};       ///< for help texts
    /// Whether it runs in a child process: when nobody says otherwise, where foreign data meets a large decoder;
    /// always, where nothing else could stop it.
    enum class Isolation { Never, OnRequest, ByDefault, Always };
    Isolation isolation = Isolation::OnRequest;
    /// Gets every parameter, validated one by one and defaulted. Fails with kind Input when they do not go
    /// together or this installation lacks what they need.
    std::function<Result<std::shared_ptr<const Step>>(const QVariantMap &values)> make{};
};

} // namespace sluice
