#include "processing/stepregistry.h"

#include "processing/stepparameter.h"
#include "processing/steps/commandstep.h"
#include "processing/steps/convertstep.h"
#include "processing/steps/csvstatsstep.h"
#include "processing/steps/decompressstep.h"
#include "processing/steps/hashstep.h"
#include "processing/steps/imagedecoding.h"
#include "processing/steps/imageinfostep.h"
#include "processing/steps/jqstep.h"
#include "processing/steps/linksstep.h"
#include "processing/steps/regexstep.h"
#include "processing/steps/resizestep.h"
#include "processing/steps/savestep.h"
#include "processing/steps/textstep.h"
#include "processing/steps/thumbnailstep.h"
#include "processing/steps/unpackstep.h"
#include "processing/steps/xpathstep.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StepRegistry", text);
}

StepKind withIsolation(StepKind kind)
{
    const bool byDefault = kind.isolation == StepKind::Isolation::ByDefault;
    if (byDefault || kind.isolation == StepKind::Isolation::OnRequest)
        kind.parameters.push_back(booleanParameter(isolateParameter, byDefault,
                                                   tr("Work in a child process: a crash or a lack of memory then costs "
                                                      "one attempt of one job, not the run.")));
    return kind;
}

std::vector<StepKind> allKinds()
{
    allowLargeImages(); // no step has been made yet
    std::vector<StepKind> kinds;
    for (auto make : {
             saveStepKind,
             hashStepKind,
             decompressStepKind,
             unpackStepKind,
             thumbnailStepKind,
             resizeStepKind,
             convertStepKind,
             imageInfoStepKind,
             jqStepKind,
             xpathStepKind,
             linksStepKind,
             regexStepKind,
             textStepKind,
             csvStatsStepKind,
             commandStepKind,
         })
        kinds.push_back(withIsolation(make()));
    return kinds;
}

} // namespace

const std::vector<StepKind> &stepKinds()
{
    static const auto kinds = allKinds();
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
