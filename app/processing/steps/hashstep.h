// Checksums of the body.
#pragma once

#include "processing/step.h"

namespace sluice {

/// Reads the body piece by piece and yields one column, named after the algorithm, in lower-case hexadecimal.
/// "blake2b" is BLAKE2b with 512 bits (RFC 7693).
class HashStep final : public Step
{
public:
    /// sha256, sha1, md5 or blake2b.
    explicit HashStep(QString algorithm) : m_algorithm(std::move(algorithm)) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;

private:
    QString m_algorithm;
};

StepKind hashStepKind();

} // namespace sluice
