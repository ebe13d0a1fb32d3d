// Trying a recipe on one body, step by step, beside whatever the project does.
#pragma once

#include "engine/previewtypes.h"
#include "processing/recipe.h"

#include <QObject>

#include <memory>

namespace sluice {

class Engine;

/// Made, called and answered on one thread (the window's), which it does not block. Fetches a source once and keeps its
/// body, so another recipe for the same source asks no server. Keeps no files. Steps run in child processes, whatever
/// they say of it, where their kind allows that. Runs whatever it is given: who asks has made sure that the person
/// wants programs to be started.
///
/// Destruction cancels what is under way and waits until its threads have let go, but not for long: see endsWithin.
class RecipePreview : public QObject
{
    Q_OBJECT

public:
    /// What has not ended so long after destruction began is left to end on its own.
    static constexpr Duration endsWithin = std::chrono::seconds(3);

    /// The engine, of which it takes the project's options, must outlive it.
    explicit RecipePreview(const Engine *engine, QObject *parent = nullptr);
    ~RecipePreview() override;

    /// Answers with inputReady() or inputFailed(), a stepEnded() for each step up to the first that fails, and
    /// finished(). A newer one cancels this one, which then says no more.
    void show(const PreviewSource &source, const Recipe &recipe);
    /// Says no more of the last one. A body that is there already is kept for the next.
    void cancel();
    /// The next show() fetches again. Cancels too.
    void forgetInput();
    bool isBusy() const;

Q_SIGNALS:
    void inputReady(const sluice::PreviewInput &input);
    void inputFailed(const QString &sentence);
    void stepEnded(const sluice::PreviewStep &step);
    void finished();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
