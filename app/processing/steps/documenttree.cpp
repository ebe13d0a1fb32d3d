#include "processing/steps/documenttree.h"

#include "processing/steps/wholebody.h"
#include "processing/steps/xmlsilence.h"
#include "processing/steps/xmltext.h"

#include <QCoreApplication>

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <cstring>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DocumentTree", text);
}

constexpr int mostNodes = 2'000'000;

// Both parsers compare each attribute of a tag with all before it. They keep 2 (HTML) or 5 (XML) pointers for each.
constexpr int mostAttributePointers = 20'000;

enum class Halt { No, Cancelled, Attributes, Nodes, Declarations };

/// What the parser's callbacks share.
struct Reading
{
    QByteArrayView rest;
    const CancelToken &token;
    xmlParserCtxt *parser;
    Halt halt = Halt::No;
    int nodes = 0;
    QString complaint{}; ///< the first one that is fatal, of XML
};

Reading *readingOf(void *parser)
{
    return static_cast<Reading *>(static_cast<xmlParserCtxt *>(parser)->_private);
}

void stop(void *parser, Halt reason)
{
    readingOf(parser)->halt = reason;
    xmlStopParser(static_cast<xmlParserCtxt *>(parser));
}

int readMore(void *context, char *buffer, int size)
{
    auto *reading = static_cast<Reading *>(context);
    if (reading->token.isCancelled())
        reading->halt = Halt::Cancelled;
    else if (reading->parser->maxatts > mostAttributePointers)
        reading->halt = Halt::Attributes;
    if (reading->halt != Halt::No)
        return 0; // to the parser, the end
    const auto count = std::min<qsizetype>(size, reading->rest.size());
    std::memcpy(buffer, reading->rest.data(), static_cast<size_t>(count));
    reading->rest = reading->rest.sliced(count);
    return static_cast<int>(count);
}

bool mayAdd(void *parser, int nodes)
{
    auto *reading = readingOf(parser);
    reading->nodes += nodes;
    if (reading->nodes <= mostNodes)
        return true;
    stop(parser, Halt::Nodes);
    return false;
}

void startHtmlElement(void *parser, const xmlChar *name, const xmlChar **attributes)
{
    int nodes = 1;
    for (auto attribute = attributes; attribute && *attribute; attribute += 2)
        ++nodes;
    if (mayAdd(parser, nodes))
        xmlSAX2StartElement(parser, name, attributes);
}

void startXmlElement(void *parser, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaceCount,
                     const xmlChar **namespaces, int attributeCount, int defaultedCount, const xmlChar **attributes)
{
    if (mayAdd(parser, 1 + namespaceCount + attributeCount))
        xmlSAX2StartElementNs(parser, name, prefix, uri, namespaceCount, namespaces, attributeCount, defaultedCount,
                              attributes);
}

void addComment(void *parser, const xmlChar *text)
{
    if (mayAdd(parser, 1))
        xmlSAX2Comment(parser, text);
}

void addInstruction(void *parser, const xmlChar *target, const xmlChar *data)
{
    if (mayAdd(parser, 1))
        xmlSAX2ProcessingInstruction(parser, target, data);
}

void refuseEntity(void *parser, const xmlChar *, int, const xmlChar *, const xmlChar *, xmlChar *)
{
    stop(parser, Halt::Declarations);
}

void refuseUnparsedEntity(void *parser, const xmlChar *, const xmlChar *, const xmlChar *, const xmlChar *)
{
    stop(parser, Halt::Declarations);
}

void refuseDefault(void *parser, const xmlChar *, const xmlChar *, int, int, const xmlChar *defaultValue,
                   xmlEnumerationPtr values)
{
    xmlFreeEnumeration(values);
    if (defaultValue)
        stop(parser, Halt::Declarations);
}

void noteComplaint(void *parser, xmlErrorPtr error)
{
    auto *reading = readingOf(parser);
    if (error->level == XML_ERR_FATAL && error->message && reading->complaint.isEmpty())
        reading->complaint = tr("line %1: %2").arg(error->line).arg(QString::fromUtf8(error->message).simplified());
}

void prepare(xmlSAXHandler *handler, Markup markup)
{
    handler->comment = addComment;
    handler->processingInstruction = addInstruction;
    handler->resolveEntity = nullptr;
    handler->externalSubset = nullptr;
    if (markup == Markup::Html) {
        handler->startElement = startHtmlElement;
        return;
    }
    handler->startElementNs = startXmlElement;
    handler->entityDecl = refuseEntity;
    handler->unparsedEntityDecl = refuseUnparsedEntity;
    handler->attributeDecl = refuseDefault;
    handler->elementDecl = nullptr;
    handler->notationDecl = nullptr;
    handler->serror = noteComplaint;
}

/// NOERROR and NOWARNING keep it from writing to the standard error output.
xmlDoc *read(xmlParserCtxt *parser, Reading *reading, Markup markup)
{
    if (markup == Markup::Html) {
        return htmlCtxtReadIO(parser, readMore, nullptr, reading, nullptr, "UTF-8",
                              HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                  HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC);
    }
    return xmlCtxtReadIO(parser, readMore, nullptr, reading, nullptr, "UTF-8",
                         XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_COMPACT |
                             XML_PARSE_IGNORE_ENC);
}

/// Why the parser stopped early by itself.
Error halted(const xmlParserCtxt &parser, const Reading &reading)
{
    if (parser.errNo == XML_ERR_INTERNAL_ERROR)
        return stepFailure(tr("the document is nested more than %1 deep").arg(xmlParserMaxDepth));
    if (parser.errNo == XML_ERR_NO_MEMORY)
        return stepFailure(tr("the document holds a text of more than 10 MB in one piece, or memory ran out"));
    return stepFailure(tr("the document is not well-formed XML: %1").arg(reading.complaint.left(300)));
}

Result<void> ending(const xmlParserCtxt &parser, const Reading &reading, const xmlDoc *document, Markup markup)
{
    switch (reading.halt) {
    case Halt::No:
        break;
    case Halt::Cancelled:
        return Cancelled{};
    case Halt::Attributes:
        return stepFailure(tr("the document has a tag with thousands of attributes"));
    case Halt::Nodes:
        return stepFailure(tr("the document has more than %1 elements and attributes").arg(mostNodes));
    case Halt::Declarations:
        return stepFailure(tr("the document declares entities or default values of attributes; such XML is not read"));
    }
    if (parser.disableSAX != 0 || (markup == Markup::Xml && !parser.wellFormed))
        return halted(parser, reading);
    if (!document || !xmlDocGetRootElement(document))
        return stepFailure(tr("the document has no elements"));
    return success();
}

} // namespace

Result<DocumentTree> parsedDocument(QByteArrayView utf8, Markup markup, const CancelToken &token)
{
    if (utf8.trimmed().isEmpty())
        return stepFailure(tr("the body is empty"));
    if (utf8.size() > mostMarkupBytes)
        return stepFailure(tr("the document is larger than %1 MiB").arg(mostMarkupBytes >> 20));
    xmlInitParser();
    const XmlSilence silence;
    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(
        markup == Markup::Html ? htmlNewParserCtxt() : xmlNewParserCtxt(), &xmlFreeParserCtxt);
    if (!parser)
        return stepFailure(tr("there is no memory left to read the document"));
    Reading reading{utf8, token, parser.get()};
    parser->_private = &reading;
    prepare(parser->sax, markup);
    DocumentTree document(read(parser.get(), &reading, markup));
    const auto ended = ending(*parser, reading, document.get(), markup);
    if (ended.cancelled())
        return Cancelled{};
    if (ended.failed())
        return ended.error();
    return document;
}

} // namespace sluice
