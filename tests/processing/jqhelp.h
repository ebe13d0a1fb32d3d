// Running the jq step, and the program it is compared with.
#pragma once

#include "processing/steps/jqstep.h"

#include <QProcess>

namespace sluice::test {

inline std::shared_ptr<const Step> stepOf(const QString &program, bool toBody, const QString &column = u"jq"_qs)
{
    auto step = JqStep::create(program, {toBody, column});
    if (!step)
        qFatal("%s", qPrintable(step.error().message));
    return step.value();
}

inline Result<StepOutput> jq(const QString &program, const QByteArray &json, bool toBody = false)
{
    return stepOf(program, toBody)->run({{json}}, {}, {});
}

inline QString failure(const Result<StepOutput> &output)
{
    if (!output.failed())
        return u"it did not fail"_qs;
    return output.error().kind == ErrorKind::Step ? output.error().message : u"another kind of error"_qs;
}

struct JqProcess
{
    QByteArray output;
    int exitCode;
};

inline JqProcess jqProcess(const QString &program, const QByteArray &json)
{
    QProcess process;
    process.start(u"jq"_qs, {u"-c"_qs, program});
    process.write(json);
    process.closeWriteChannel();
    if (!process.waitForFinished())
        qFatal("The test needs the program jq: %s", qPrintable(process.errorString()));
    return {process.readAllStandardOutput(), process.exitCode()};
}

} // namespace sluice::test
