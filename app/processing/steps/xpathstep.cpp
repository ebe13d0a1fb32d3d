#include "processing/steps/xpathstep.h"

#include "processing/stepparameter.h"
#include "processing/steps/wholebody.h"
#include "processing/steps/xpathvalues.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("XPathStep", text);
}

const auto html = QLatin1StringView("html");
const auto xml = QLatin1StringView("xml");

Result<DocumentTree> documentOf(const Body &body, Markup wanted, const CancelToken &token)
{
    const auto page = textBodyOf(body, mostMarkupBytes, token);
    if (page.cancelled())
        return Cancelled{};
    if (page.failed())
        return page.error();
    const auto &utf8 = page.value().text.utf8;
    const auto markup = wanted == Markup::None ? page.value().markup : wanted;
    if (markup == Markup::None && !utf8.trimmed().isEmpty()) {
        const auto type = mediaTypeOf(body.contentType);
        return stepFailure(type.isEmpty() ? tr("the body is neither a page nor XML")
                                          : tr("the body is neither a page nor XML (%1); parser=html reads it as a "
                                               "page all the same")
                                                .arg(type));
    }
    return parsedDocument(utf8, markup, token);
}

Markup markupNamed(const QString &name)
{
    if (name == html)
        return Markup::Html;
    return name == xml ? Markup::Xml : Markup::None;
}

NodeForm formNamed(const QString &name)
{
    if (name == QLatin1StringView("verbatim"))
        return NodeForm::Verbatim;
    return name == QLatin1StringView("markup") ? NodeForm::Markup : NodeForm::Text;
}

Result<std::shared_ptr<const Step>> makeXPathStep(const QVariantMap &values)
{
    XPathStep::Settings settings;
    settings.query = values.value(QStringLiteral("query")).toString();
    settings.column = values.value(QStringLiteral("column")).toString().trimmed();
    settings.all = values.value(QStringLiteral("all")).toBool();
    settings.form = formNamed(values.value(QStringLiteral("as")).toString());
    settings.markup = markupNamed(values.value(QStringLiteral("parser")).toString());
    if (settings.column.isEmpty())
        return Error{ErrorKind::Input, tr("xpath: the column needs a name.")};
    const auto flaw = flawOf(settings.query);
    if (!flaw.isEmpty())
        return Error{ErrorKind::Input, tr("xpath: “%1” is not a valid query: %2.").arg(settings.query, flaw)};
    return {std::make_shared<const XPathStep>(settings)};
}

} // namespace

QString XPathStep::name() const
{
    return QStringLiteral("xpath");
}

Result<StepOutput> XPathStep::run(StepInput input, const StepFolders &, CancelToken token) const
{
    const auto document = documentOf(input.body, m_settings.markup, token);
    if (document.cancelled())
        return Cancelled{};
    if (document.failed())
        return document.error();
    const auto answer = ask(document.value(), m_settings.query, token);
    if (answer.cancelled())
        return Cancelled{};
    if (answer.failed())
        return answer.error();
    const auto value = valueOf(answer.value(), document.value(), m_settings.form, m_settings.all, token);
    if (value.cancelled())
        return Cancelled{};
    if (value.failed())
        return value.error();
    return StepOutput{std::move(input.body), {{m_settings.column, value.value()}}};
}

StepKind xpathStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("xpath");
    kind.sentence = tr("Takes values out of a page or an XML document by an XPath query.");
    kind.parameters = {
        requiredText(QStringLiteral("query"),
                     tr("XPath 1.0, e.g. //h1 or count(//a). In XML, the prefixes of the root element are known; "
                        "*[local-name()='loc'] finds elements of a default namespace.")),
        textParameter(QStringLiteral("column"), QStringLiteral("xpath"), tr("The name of the column.")),
        booleanParameter(QStringLiteral("all"), false, tr("A list of all that is found, not just the first.")),
        choiceParameter(QStringLiteral("as"),
                        {QStringLiteral("text"), QStringLiteral("verbatim"), QStringLiteral("markup")},
                        tr("The text with its white space collapsed, the text as it is, or elements with their tags.")),
        choiceParameter(QStringLiteral("parser"), {QStringLiteral("auto"), html, xml},
                        tr("How to read the body; auto goes by its type, and by its beginning when it has none.")),
    };
    kind.columns = {{QStringLiteral("xpath …"),
                     tr("What the query found, in the column that “column” names; empty when nothing.")}};
    kind.make = makeXPathStep;
    return kind;
}

} // namespace sluice
