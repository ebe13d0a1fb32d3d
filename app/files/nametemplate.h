// Where results go: `{host}/{id}-{name}`. Pure.
#pragma once

#include "core/ids.h"
#include "core/result.h"

#include <QUrl>

namespace sluice {

/// What a template may name: {host}, with the port if it is unusual; {id} of the job; {name}, the last part of the
/// address's path; {ext}, its extension without a dot.
struct NameParts
{
    QUrl url;
    JobId id{};
};

/// To be asked once, when the template is given. Errors are of kind Input.
Result<void> checkNameTemplate(QStringView nameTemplate);

/// A relative path that stays below the folder it is meant for, each component safe (safeFileName).
/// Fails as checkNameTemplate() does.
Result<QString> expandNameTemplate(QStringView nameTemplate, const NameParts &parts);

} // namespace sluice
