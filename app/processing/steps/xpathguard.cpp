#include "processing/steps/xpathguard.h"

#include "processing/steps/xmltext.h"

#include <libxml/xpathInternals.h>

#include <array>
#include <ctime>

namespace sluice {

namespace {

using namespace std::chrono_literals;

constexpr auto mostProcessorTime = 5s;
constexpr unsigned callsBetweenLooks = 16;

std::chrono::nanoseconds threadTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

void noteError(void *guard, xmlErrorPtr error)
{
    auto *self = static_cast<XPathGuard *>(guard);
    if (self->error != XPATH_EXPRESSION_OK)
        return;
    self->error = error->code == XML_ERR_NO_MEMORY ? XPATH_MEMORY_ERROR : error->code - XML_XPATH_EXPRESSION_OK;
    self->offset = error->int1;
}

template <xmlXPathFunction function>
void guarded(xmlXPathParserContext *parser, int argumentCount)
{
    if (static_cast<XPathGuard *>(parser->context->userData)->mayGoOn())
        function(parser, argumentCount);
    else
        xmlXPathErr(parser, XPATH_OP_LIMIT_EXCEEDED);
}

struct Function
{
    const char *name;
    xmlXPathFunction function;
};

constexpr std::array functionsOnTexts{
    Function{"string", guarded<xmlXPathStringFunction>},
    Function{"concat", guarded<xmlXPathConcatFunction>},
    Function{"starts-with", guarded<xmlXPathStartsWithFunction>},
    Function{"contains", guarded<xmlXPathContainsFunction>},
    Function{"substring", guarded<xmlXPathSubstringFunction>},
    Function{"substring-before", guarded<xmlXPathSubstringBeforeFunction>},
    Function{"substring-after", guarded<xmlXPathSubstringAfterFunction>},
    Function{"string-length", guarded<xmlXPathStringLengthFunction>},
    Function{"normalize-space", guarded<xmlXPathNormalizeFunction>},
    Function{"translate", guarded<xmlXPathTranslateFunction>},
    Function{"number", guarded<xmlXPathNumberFunction>},
    Function{"sum", guarded<xmlXPathSumFunction>},
    Function{"id", guarded<xmlXPathIdFunction>},
};

} // namespace

void XPathGuard::watch(xmlXPathContext *context)
{
    m_started = threadTime();
    context->userData = this;
    context->error = noteError;
    for (const auto &[name, function] : functionsOnTexts) {
        xmlXPathRegisterFunc(context, toXml(name), nullptr); // it does not replace what it knows
        xmlXPathRegisterFunc(context, toXml(name), function);
    }
}

bool XPathGuard::mayGoOn()
{
    if (++m_calls % callsBetweenLooks != 0)
        return true;
    return !m_token.isCancelled() && threadTime() - m_started <= mostProcessorTime;
}

} // namespace sluice
