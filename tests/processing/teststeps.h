// Steps that do what a test needs: wait, change the body, fail, throw.
#pragma once

#include "processing/step.h"

#include <QSemaphore>

namespace sluice::test {

/// A step that writes its name and waits at a gate.
class GatedStep final : public Step
{
public:
    explicit GatedStep(QSemaphore *gate = nullptr, QSemaphore *arrived = nullptr) : m_gate(gate), m_arrived(arrived) {}

    QString name() const override { return QStringLiteral("gated"); }

    Result<StepOutput> run(StepInput input, const StepFolders &, CancelToken token) const override
    {
        if (m_arrived)
            m_arrived->release();
        while (m_gate && !m_gate->tryAcquire(1, 5)) {
            if (token.isCancelled())
                return Cancelled{};
        }
        return StepOutput{input.body, {{QStringLiteral("gated"), QString::fromUtf8(input.body.data)}}};
    }

private:
    QSemaphore *m_gate;
    QSemaphore *m_arrived;
};

/// Appends a letter to the body, or fails.
class LetterStep final : public Step
{
public:
    explicit LetterStep(char letter, const QString &failure = {}) : m_letter(letter), m_failure(failure) {}

    QString name() const override { return QStringLiteral("letter"); }
    bool changesBody() const override { return true; }

    Result<StepOutput> run(StepInput input, const StepFolders &, CancelToken) const override
    {
        if (!m_failure.isEmpty())
            return Error{ErrorKind::Step, m_failure};
        input.body.data += m_letter;
        return StepOutput{input.body, {{QStringLiteral("text"), QString::fromUtf8(input.body.data)}}};
    }

private:
    char m_letter;
    QString m_failure;
};

class ThrowingStep final : public Step
{
public:
    QString name() const override { return QStringLiteral("throwing"); }
    Result<StepOutput> run(StepInput, const StepFolders &, CancelToken) const override
    {
        throw std::runtime_error("broken");
    }
};

} // namespace sluice::test
