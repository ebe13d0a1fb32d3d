// Values out of pages and XML.
#pragma once

#include "processing/step.h"
#include "processing/steps/markup.h"
#include "processing/steps/nodeform.h"

namespace sluice {

/// Asks an XPath 1.0 query of a page or an XML document and hands the body on as it is. See parsedDocument() for what
/// is read and ask() for what a query may cost. That nothing is found is no failure: the value is null or [].
class XPathStep final : public Step
{
public:
    struct Settings
    {
        QString query; ///< without a flaw
        QString column;
        bool all = false;
        NodeForm form = NodeForm::Text;
        Markup markup = Markup::None; ///< None: as the body's type or beginning says
    };

    explicit XPathStep(Settings settings) : m_settings(std::move(settings)) {}

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;

private:
    Settings m_settings;
};

StepKind xpathStepKind();

} // namespace sluice
