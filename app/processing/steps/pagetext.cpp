#include "processing/steps/pagetext.h"

#include "processing/steps/textlines.h"
#include "processing/steps/treewalk.h"
#include "processing/steps/xmltext.h"

#include <QSet>

namespace sluice {

namespace {

using Names = QSet<QByteArray>;

bool isOneOf(const xmlNode *node, const Names &names)
{
    const auto name = fromXml(node->name);
    return names.contains(QByteArray::fromRawData(name.data(), name.size()));
}

const Names &unseen()
{
    static const Names names{"head",   "script", "style",  "template", "noscript", "iframe", "object",
                             "select", "svg",    "canvas", "audio",    "video",    "math",   "datalist"};
    return names;
}

const Names &breaking()
{
    static const Names names{
        "address", "article", "aside",    "blockquote", "body",  "br", "button",   "caption",    "center",  "dd",
        "details", "dialog",  "dir",      "div",        "dl",    "dt", "fieldset", "figcaption", "figure",  "footer",
        "form",    "h1",      "h2",       "h3",         "h4",    "h5", "h6",       "header",     "hr",      "legend",
        "li",      "main",    "menu",     "nav",        "ol",    "p",  "pre",      "search",     "section", "summary",
        "table",   "tbody",   "textarea", "tfoot",      "thead", "tr", "ul"};
    return names;
}

bool isPartOfMain(const xmlNode *node)
{
    for (const auto *parent = node->parent; parent && parent->type == XML_ELEMENT_NODE; parent = parent->parent) {
        if (isElement(parent, "main") || isElement(parent, "article"))
            return true;
    }
    return false;
}

bool isBesideMain(const xmlNode *node)
{
    if (isElement(node, "nav") || isElement(node, "aside"))
        return true;
    return (isElement(node, "header") || isElement(node, "footer")) && !isPartOfMain(node);
}

class PageReader
{
public:
    explicit PageReader(bool mainOnly) : m_mainOnly(mainOnly), m_lines(mainOnly) {}

    bool enter(const xmlNode *node)
    {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            addText(fromXml(node->content));
        if (node->type != XML_ELEMENT_NODE || isSkipped(node))
            return false;
        if (isOneOf(node, breaking()))
            m_lines.endLine();
        if (isElement(node, "td") || isElement(node, "th"))
            m_lines.addTab();
        m_links += isElement(node, "a");
        m_verbatim += isElement(node, "pre");
        return true;
    }

    void leave(const xmlNode *node)
    {
        m_links -= isElement(node, "a");
        m_verbatim -= isElement(node, "pre");
        if (isOneOf(node, breaking()))
            m_lines.endLine();
    }

    QByteArray takeText() { return m_lines.takeText(); }

private:
    bool isSkipped(const xmlNode *node) const
    {
        return isOneOf(node, unseen()) || xmlHasProp(node, toXml("hidden")) || (m_mainOnly && isBesideMain(node));
    }

    void addText(QByteArrayView text)
    {
        if (m_verbatim > 0)
            m_lines.addVerbatim(text, m_links > 0);
        else
            m_lines.add(text, m_links > 0);
    }

    bool m_mainOnly;
    TextLines m_lines;
    int m_links = 0;
    int m_verbatim = 0;
};

/// The only element of this name, if it is.
xmlNode *onlyOne(xmlNode *root, QByteArrayView name, const CancelToken &token)
{
    xmlNode *found = nullptr;
    bool isOnly = true;
    walkTree(root, token, [&](xmlNode *node) {
        if (isElement(node, name)) {
            isOnly = !found;
            found = node;
        }
        return isOnly;
    });
    return isOnly ? found : nullptr;
}

xmlNode *mainPart(xmlNode *root, const CancelToken &token)
{
    for (const auto *name : {"main", "article"}) {
        if (auto *part = onlyOne(root, name, token))
            return part;
    }
    return root;
}

} // namespace

Result<QByteArray> pageText(const DocumentTree &page, bool mainOnly, const CancelToken &token)
{
    auto *root = xmlDocGetRootElement(page.get());
    PageReader reader(mainOnly);
    const bool isRead = walkTree(
        mainOnly ? mainPart(root, token) : root, token, [&reader](const xmlNode *node) { return reader.enter(node); },
        [&reader](const xmlNode *node) { reader.leave(node); });
    if (!isRead || token.isCancelled())
        return Cancelled{};
    return reader.takeText();
}

Result<QByteArray> xmlText(const DocumentTree &document, const CancelToken &token)
{
    TextLines lines(false);
    const bool isRead = walkTree(xmlDocGetRootElement(document.get()), token, [&lines](const xmlNode *node) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            lines.add(fromXml(node->content), false);
            lines.endLine();
        }
        return true;
    });
    if (!isRead)
        return Cancelled{};
    return lines.takeText();
}

} // namespace sluice
