// Between libxml2's strings and ours.
#pragma once

#include <QByteArray>
#include <QString>

#include <libxml/tree.h>

#include <memory>

namespace sluice {

struct XmlFree
{
    void operator()(xmlChar *text) const { xmlFree(text); }
};

/// A string that libxml2 gave away.
using XmlString = std::unique_ptr<xmlChar, XmlFree>;

inline const xmlChar *toXml(const char *utf8)
{
    return reinterpret_cast<const xmlChar *>(utf8);
}

/// Empty for null. Valid as long as the string itself.
inline QByteArrayView fromXml(const xmlChar *text)
{
    return text ? QByteArrayView(reinterpret_cast<const char *>(text)) : QByteArrayView();
}

/// An element of this name, in whatever namespace.
inline bool isElement(const xmlNode *node, QByteArrayView name)
{
    return node->type == XML_ELEMENT_NODE && fromXml(node->name) == name;
}

} // namespace sluice
