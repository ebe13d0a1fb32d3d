// sluice-step: runs steps for sluice and sluice-cli, in a process that may crash alone.
#include "processing/child/childserver.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <csignal>

int main(int argc, char **argv)
{
    std::signal(SIGXFSZ, SIG_IGN); // a file over the limit is a failed write like any other
    QLoggingCategory::setFilterRules(QStringLiteral("qt.gui.imageio*=false"));
    const QCoreApplication app(argc, argv);
    return sluice::serveSteps();
}
