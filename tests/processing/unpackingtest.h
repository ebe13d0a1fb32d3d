// What the tests of unpacking share.
#pragma once

#include "processing/steps/unpackstep.h"
#include "tool.h"

#include <QTemporaryDir>

namespace sluice::test {

/// Has folders of its own for each case.
class UnpackingTest : public QObject
{
    Q_OBJECT

protected:
    Result<StepOutput> run(const QByteArray &archive, const UnpackStep::Settings &settings = {u"{id}"_qs})
    {
        return UnpackStep(settings).run({{archive}}, m_folders, {});
    }

    /// Why it failed, which leaves nothing behind.
    QString failureOf(const QByteArray &archive, const UnpackStep::Settings &settings = {u"{id}"_qs})
    {
        const auto output = run(archive, settings);
        if (!output.failed())
            return u"no failure"_qs;
        if (output.error().kind != ErrorKind::Step || !tree(m_folders.scratch).isEmpty())
            return u"not a clean failure of the step"_qs;
        return output.error().message;
    }

    std::unique_ptr<QTemporaryDir> m_root;
    StepFolders m_folders;

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        m_folders = {m_root->filePath(u"out"_qs), m_root->filePath(u"scratch/run"_qs)};
        QVERIFY(QDir().mkpath(m_folders.scratch));
    }
};

} // namespace sluice::test
