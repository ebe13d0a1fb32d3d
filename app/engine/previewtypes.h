// What a preview of a recipe is asked for and what it shows, step by step.
#pragma once

#include "core/duration.h"
#include "core/ids.h"
#include "engine/bodyview.h"
#include "engine/previewcolumns.h"

#include <QMetaType>
#include <QStringList>

#include <optional>

namespace sluice {

/// What the first step gets: the body of a job of the open project, or of an address or file as a person names it.
struct PreviewSource
{
    std::optional<JobId> job{};
    QString text{}; ///< where there is no job

    bool isEmpty() const { return !job && text.trimmed().isEmpty(); }
    friend bool operator==(const PreviewSource &, const PreviewSource &) = default;
};

/// A body, as far as it can be shown.
struct PreviewBody
{
    qint64 size = 0;
    QString contentType{};
    bool unchanged = false; ///< the step handed on what it was given: `view` is left out
    BodyView view{};
};

struct PreviewInput
{
    QString address{};        ///< that gave the body in the end, or the path of a file
    int status = 0;           ///< 0: a file
    Duration took{};          ///< to fetch it, once
    PreviewColumns columns{}; ///< the list's own
    PreviewBody body{};
};

struct PreviewStep
{
    int index = 0; ///< in the recipe, from 0
    Duration took{};
    QString error{};          ///< a sentence; empty: it succeeded, and the rest is set
    PreviewColumns columns{}; ///< of this step only
    QStringList kept{};       ///< what a run would put in the output folder, one line each
    PreviewBody body{};
};

} // namespace sluice

Q_DECLARE_METATYPE(sluice::PreviewInput)
Q_DECLARE_METATYPE(sluice::PreviewStep)
