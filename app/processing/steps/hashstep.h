// Checksums of the body.
#pragma once

#include "processing/step.h"

namespace sluice {

/// Reads the body piece by piece and yields one column, named after the algorithm, in lower-case hexadecimal.
/// "blake2b" is BLAKE2b with 512 bits (RFC 7693). When a column is to be verified, a body whose checksum is another
/// than that column says is a failure, and so is a column that says nothing. The column may name the algorithm before a
/// colon, but no other one.
class HashStep final : public Step
{
public:
    /// sha256, sha1, md5 or blake2b; the name of a column of the list or of a step before, or nothing.
    explicit HashStep(QString algorithm, QString verify = {})
        : m_algorithm(std::move(algorithm)), m_verify(std::move(verify))
    {
    }

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;

private:
    QString m_algorithm;
    QString m_verify;
};

StepKind hashStepKind();

} // namespace sluice
