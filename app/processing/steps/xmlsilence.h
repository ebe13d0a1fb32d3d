// Keeps libxml2 from writing to the standard error output.
#pragma once

#include <libxml/xmlerror.h>

namespace sluice {

/// For what libxml2 does on this thread while the object lives: each thread has handlers of its own. Errors are noticed
/// by what the functions return and by the handlers of their contexts.
class XmlSilence
{
public:
    XmlSilence() : m_handler(xmlGenericError), m_context(xmlGenericErrorContext)
    {
        xmlSetGenericErrorFunc(nullptr, ignore);
    }
    ~XmlSilence() { xmlSetGenericErrorFunc(m_context, m_handler); }
    XmlSilence(const XmlSilence &) = delete;
    XmlSilence &operator=(const XmlSilence &) = delete;

private:
    static void ignore(void *, const char *, ...) {}

    xmlGenericErrorFunc m_handler;
    void *m_context;
};

} // namespace sluice
