#include "engine/runenvironment.h"

#include "engine/projectoptions.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QThread>

namespace sluice {

QJsonObject runEnvironment(const ProjectOptions &options)
{
    return {{QStringLiteral("version"), QCoreApplication::applicationVersion()},
            {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
            {QStringLiteral("cores"), QThread::idealThreadCount()},
            {QStringLiteral("os"), QSysInfo::prettyProductName()},
            {QStringLiteral("kernel"), QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion()},
            {QStringLiteral("machine"), QSysInfo::currentCpuArchitecture()},
            {QStringLiteral("engine"), options.fetchEngine}};
}

} // namespace sluice
