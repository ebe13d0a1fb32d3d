// Bounds for the evaluation of an XPath query.
#pragma once

#include "async/canceltoken.h"

#include <libxml/xpath.h>

#include <chrono>

namespace sluice {

/// Takes the errors of a context, which libxml2 would write to the standard error output, and stands before its
/// functions on texts: libxml2 counts its operations, but not how long the texts are, and `//*[contains(/, 'x')]`
/// copies the whole document for every element. Outlives the context's use.
class XPathGuard
{
public:
    explicit XPathGuard(CancelToken token) : m_token(std::move(token)) {}
    XPathGuard(const XPathGuard &) = delete;
    XPathGuard &operator=(const XPathGuard &) = delete;

    void watch(xmlXPathContext *context);

    /// Called by the functions: false ends the evaluation.
    bool mayGoOn();

    int error = XPATH_EXPRESSION_OK; ///< an xmlXPathError: the first one
    int offset = 0;                  ///< of the error in the query, in bytes; 0 when unknown

private:
    CancelToken m_token;
    unsigned m_calls = 0;
    std::chrono::nanoseconds m_started{};
};

} // namespace sluice
