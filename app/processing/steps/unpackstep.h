// The members of archives.
#pragma once

#include "processing/steps/growthlimit.h"

namespace sluice {

class ArchiveReader;

/// Unpacks a zip, 7z or tar archive (tar also compressed) into a folder that is kept; or makes its first file that
/// matches a pattern the body. Archives inside are files like others.
///
/// Nothing but plain files and folders is ever made, with names made safe and without the permissions, owners and
/// times that the archive gives; equal names get numbers. Refused: archives with a wanted member at an absolute path or
/// one with "..", a link, a device or an encrypted one, damaged ones and those that grow beyond the limits.
class UnpackStep final : public Step
{
public:
    struct Settings
    {
        QString into{};   ///< a name template
        QString only{};   ///< a pattern; empty: all members
        QString member{}; ///< a pattern; empty: unpack into a folder
        int mostFiles = 100'000;
        GrowthLimit::Settings growth{};
    };

    explicit UnpackStep(Settings settings) : m_settings(std::move(settings)) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return !m_settings.member.isEmpty(); }
    bool keepsFiles() const override { return m_settings.member.isEmpty(); }

private:
    Result<StepOutput> unpackOne(ArchiveReader *reader, const StepFolders &folders) const;
    Result<StepOutput> unpackAll(ArchiveReader *reader, const QString &keptName, const StepFolders &folders) const;

    Settings m_settings;
};

StepKind unpackStepKind();

} // namespace sluice
