#include "processing/stepregistry.h"

#include "processing/steps/hashstep.h"
#include "processing/steps/thumbnailstep.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StepRegistry", text);
}

} // namespace

const std::vector<StepKind> &stepKinds()
{
    static const std::vector<StepKind> kinds{hashStepKind(), thumbnailStepKind()};
    return kinds;
}

Result<const StepKind *> stepKind(const QString &name)
{
    QStringList names;
    for (const auto &kind : stepKinds()) {
        if (kind.name == name)
            return &kind;
        names.append(kind.name);
    }
    const auto known = names.join(QLatin1StringView(", "));
    if (name.isEmpty())
        return Error{ErrorKind::Input, tr("A step needs a name. Steps: %1.").arg(known)};
    return Error{ErrorKind::Input, tr("There is no step “%1”. Steps: %2.").arg(name, known)};
}

} // namespace sluice
