// The text of a body, and how much it is.
#pragma once

#include "processing/step.h"

namespace sluice {

/// Columns about the text of a page, an XML document or a text (up to 256 MiB), whatever its character set; the body
/// stays, or becomes the text in UTF-8. See pageText() for what counts as text, counted() for what is counted.
class TextStep final : public Step
{
public:
    struct Settings
    {
        bool mainOnly = true; ///< of HTML pages
        bool toBody = false;
    };

    explicit TextStep(Settings settings) : m_settings(settings) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return m_settings.toBody; }

private:
    Settings m_settings;
};

StepKind textStepKind();

} // namespace sluice
