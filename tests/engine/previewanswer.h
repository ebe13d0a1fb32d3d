// What tests of the preview ask for and hear.
#pragma once

#include "engine/recipepreview.h"

#include <QList>

#include <algorithm>

namespace sluice::test {

inline const RecipeStep hash{QStringLiteral("hash"), {}};

inline RecipeStep thumbnail(int width)
{
    return {QStringLiteral("thumbnail"), {{QStringLiteral("width"), width}}};
}

inline QString valueOf(const PreviewColumns &columns, const QString &name)
{
    const auto found = std::ranges::find(columns.shown, name, &PreviewColumn::name);
    return found == columns.shown.end() ? QString() : found->value;
}

/// What a preview has said since it was asked last.
struct Answer
{
    explicit Answer(RecipePreview *preview)
    {
        QObject::connect(preview, &RecipePreview::inputReady, preview,
                         [this](const auto &input) { inputs.append(input); });
        QObject::connect(preview, &RecipePreview::inputFailed, preview, [this](const auto &said) { failure = said; });
        QObject::connect(preview, &RecipePreview::stepEnded, preview, [this](const auto &step) { steps.append(step); });
        QObject::connect(preview, &RecipePreview::finished, preview, [this] { ++finished; });
    }

    QList<PreviewInput> inputs;
    QList<PreviewStep> steps;
    QString failure;
    int finished = 0;
};

} // namespace sluice::test
