#include "processing/steps/xpathquery.h"

#include "processing/steps/wholebody.h"
#include "processing/steps/xmlsilence.h"
#include "processing/steps/xmltext.h"
#include "processing/steps/xpathguard.h"

#include <QCoreApplication>

#include <libxml/xpathInternals.h>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("XPathQuery", text);
}

constexpr unsigned long mostOperations = 100'000'000;

/// What a query is asked in.
class Asking
{
public:
    Asking(xmlDoc *document, const CancelToken &token)
        : m_guard(token), m_context(xmlXPathNewContext(document), &xmlXPathFreeContext)
    {
        if (m_context)
            m_guard.watch(m_context.get());
    }

    XPathAnswer answer(const QByteArray &query)
    {
        if (!m_context) {
            m_guard.error = XPATH_MEMORY_ERROR;
            return nullptr;
        }
        m_context->opLimit = mostOperations;
        const std::unique_ptr<xmlXPathCompExpr, decltype(&xmlXPathFreeCompExpr)> compiled(
            xmlXPathCtxtCompile(m_context.get(), toXml(query.constData())), &xmlXPathFreeCompExpr);
        return XPathAnswer(compiled ? xmlXPathCompiledEval(compiled.get(), m_context.get()) : nullptr);
    }

    void knowPrefixesOf(const xmlNode *element)
    {
        for (const auto *known = element->nsDef; m_context && known; known = known->next) {
            if (known->prefix)
                xmlXPathRegisterNs(m_context.get(), known->prefix, known->href);
        }
    }

    const XPathGuard &guard() const { return m_guard; }

private:
    XmlSilence m_silence{};
    XPathGuard m_guard;
    std::unique_ptr<xmlXPathContext, decltype(&xmlXPathFreeContext)> m_context;
};

QString reasonOf(int error)
{
    switch (error) {
    case XPATH_UNFINISHED_LITERAL_ERROR:
    case XPATH_START_LITERAL_ERROR:
        return tr("a quote is not closed");
    case XPATH_UNCLOSED_ERROR:
        return tr("a bracket is not closed");
    case XPATH_INVALID_PREDICATE_ERROR:
        return tr("a condition in [ ] is not complete");
    case XPATH_VARIABLE_REF_ERROR:
    case XPATH_UNDEF_VARIABLE_ERROR:
        return tr("variables have no value here");
    case XPATH_UNKNOWN_FUNC_ERROR:
        return tr("there is no such function");
    case XPATH_INVALID_ARITY:
        return tr("a function has too many or too few arguments");
    case XPATH_INVALID_TYPE:
    case XPATH_INVALID_OPERAND:
        return tr("a value is of the wrong type");
    case XPATH_RECURSION_LIMIT_EXCEEDED:
        return tr("it is nested too deeply");
    default:
        return tr("it is not written as XPath 1.0 wants it");
    }
}

QString placeOf(const XPathGuard &guard, const QByteArray &query)
{
    if (guard.offset <= 0 || guard.offset > query.size())
        return {};
    return tr(" (at character %1)").arg(QString::fromUtf8(query.first(guard.offset)).size() + 1);
}

Error notAnswered(const XPathGuard &guard)
{
    if (guard.error == XPATH_OP_LIMIT_EXCEEDED)
        return stepFailure(tr("the query costs too much on this body; make it more specific"));
    if (guard.error == XPATH_UNDEF_PREFIX_ERROR)
        return stepFailure(tr("the query uses a prefix that the document's root element does not declare"));
    return stepFailure(tr("the query cannot be answered: %1").arg(reasonOf(guard.error)));
}

} // namespace

QString flawOf(const QString &query)
{
    xmlInitParser();
    const auto utf8 = query.toUtf8();
    if (utf8.contains('\0'))
        return tr("it contains a character without meaning");
    const DocumentTree empty(xmlNewDoc(toXml("1.0")));
    xmlDocSetRootElement(empty.get(), xmlNewDocNode(empty.get(), nullptr, toXml("empty"), nullptr));
    Asking asking(empty.get(), {});
    if (asking.answer(utf8) || asking.guard().error == XPATH_UNDEF_PREFIX_ERROR)
        return {};
    return reasonOf(asking.guard().error) + placeOf(asking.guard(), utf8);
}

Result<XPathAnswer> ask(const DocumentTree &document, const QString &query, const CancelToken &token)
{
    xmlXPathOrderDocElems(document.get()); // comparing the places of two nodes is quick then
    Asking asking(document.get(), token);
    asking.knowPrefixesOf(xmlDocGetRootElement(document.get()));
    auto answer = asking.answer(query.toUtf8());
    if (token.isCancelled())
        return Cancelled{};
    if (!answer)
        return notAnswered(asking.guard());
    return answer;
}

} // namespace sluice
