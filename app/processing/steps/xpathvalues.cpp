#include "processing/steps/xpathvalues.h"

#include "processing/steps/wholebody.h"
#include "processing/steps/xmltext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <libxml/HTMLtree.h>

#include <cmath>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("XPathValues", text);
}

constexpr qsizetype mostAnswerBytes = 16 << 20;

QByteArray markupOf(xmlNode *node, xmlDoc *document)
{
    const std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer(xmlBufferCreate(), &xmlBufferFree);
    auto *output = xmlOutputBufferCreateBuffer(buffer.get(), nullptr);
    if (!output)
        return {};
    if (document->type == XML_HTML_DOCUMENT_NODE)
        htmlNodeDumpFormatOutput(output, document, node, nullptr, 0);
    else
        xmlNodeDumpOutput(output, document, node, 0, 0, nullptr);
    xmlOutputBufferClose(output); // flushes
    return fromXml(xmlBufferContent(buffer.get())).toByteArray();
}

QByteArray bytesOf(xmlNode *node, xmlDoc *document, NodeForm form)
{
    if (node->type == XML_DOCUMENT_NODE || node->type == XML_HTML_DOCUMENT_NODE)
        node = xmlDocGetRootElement(document);
    if (form == NodeForm::Markup && node->type == XML_ELEMENT_NODE)
        return markupOf(node, document);
    const XmlString text(xmlXPathCastNodeToString(node));
    return fromXml(text.get()).toByteArray();
}

QString textOf(const QByteArray &utf8, NodeForm form)
{
    const auto text = QString::fromUtf8(utf8);
    return form == NodeForm::Text ? text.simplified() : text;
}

Error tooMuch()
{
    return stepFailure(tr("the query yields more than %1 MiB; make it more specific").arg(mostAnswerBytes >> 20));
}

Result<QJsonArray> textsOf(const xmlNodeSet *nodes, const DocumentTree &document, NodeForm form, bool all,
                           const CancelToken &token)
{
    QJsonArray texts;
    qsizetype size = 0;
    for (int i = 0; nodes && i < nodes->nodeNr && (all || i == 0); ++i) {
        if (token.isCancelled())
            return Cancelled{};
        const auto bytes = bytesOf(nodes->nodeTab[i], document.get(), form);
        size += bytes.size() + 1; // an empty text costs too
        if (size > mostAnswerBytes)
            return tooMuch();
        texts.append(textOf(bytes, form));
    }
    return texts;
}

} // namespace

Result<QJsonValue> valueOf(const XPathAnswer &answer, const DocumentTree &document, NodeForm form, bool all,
                           const CancelToken &token)
{
    QJsonArray values;
    if (answer->type == XPATH_NODESET) {
        auto texts = textsOf(answer->nodesetval, document, form, all, token);
        if (texts.cancelled())
            return Cancelled{};
        if (texts.failed())
            return texts.error();
        values = std::move(texts).value();
    } else if (answer->type == XPATH_BOOLEAN) {
        values.append(answer->boolval != 0);
    } else if (answer->type == XPATH_NUMBER) {
        values.append(std::isfinite(answer->floatval) ? QJsonValue(answer->floatval) : QJsonValue());
    } else {
        const auto bytes = fromXml(answer->stringval).toByteArray();
        if (bytes.size() > mostAnswerBytes)
            return tooMuch();
        values.append(textOf(bytes, form));
    }
    if (all)
        return QJsonValue(values);
    return values.isEmpty() ? QJsonValue() : values.first();
}

} // namespace sluice
