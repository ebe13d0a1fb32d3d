// What belongs to a project besides its jobs: limits, recipe, headers, where results go.
#pragma once

#include "limits/hostrule.h"
#include "limits/limitprofile.h"
#include "processing/recipe.h"

#include <QList>
#include <QPair>

namespace sluice {

struct ProjectOptions
{
    LimitProfile limits;
    HostRules hostRules; ///< in place of the common limits
    Recipe recipe;
    QList<QPair<QByteArray, QByteArray>> headers; ///< sent with every request; validated
    QString outDir;                               ///< where bodies are kept; empty: they are not kept
    QString nameTemplate = QStringLiteral("{host}/{id}-{name}");
    QString fetchEngine = QStringLiteral("curl"); ///< "curl" or "qt"

    friend bool operator==(const ProjectOptions &, const ProjectOptions &) = default;
};

/// "Name: value", as a person gives it; errors say what is not allowed.
Result<QPair<QByteArray, QByteArray>> parseHeaderOption(QStringView text);

/// Every problem at once, each a sentence; empty when valid. A recipe whose last body is worth keeping needs outDir.
QStringList problemsOf(const ProjectOptions &options);

/// Without headers that are secrets (Authorization, Cookie, X-Api-Key, ...): those are given anew for each run.
QJsonObject toJson(const ProjectOptions &options);
Result<ProjectOptions> optionsFromJson(const QJsonObject &json);

} // namespace sluice
