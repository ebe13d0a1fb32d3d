// The links of a page.
#pragma once

#include "processing/step.h"
#include "processing/steps/linkkind.h"

namespace sluice {

/// Columns with the links and the title of an HTML page; the body stays, or becomes a list of addresses.
class LinksStep final : public Step
{
public:
    struct Settings
    {
        LinkKind kind = LinkKind::Pages;
        int most = 1000; ///< links that are handed on, the first ones of the page
        bool sameHost = false;
        bool toBody = false; ///< one address a line, as text/plain
    };

    explicit LinksStep(Settings settings) : m_settings(settings) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;
    bool changesBody() const override { return m_settings.toBody; }

private:
    Settings m_settings;
};

StepKind linksStepKind();

} // namespace sluice
