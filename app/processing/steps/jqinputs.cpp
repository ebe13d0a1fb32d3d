#include "processing/steps/jqinputs.h"

#include "processing/steps/jqtext.h"

namespace sluice {

JqInputs::JqInputs(QByteArrayView json) : m_parser(jv_parser_new(0), &jv_parser_free)
{
    jv_parser_set_buf(m_parser.get(), json.data(), static_cast<int>(json.size()), 0);
}

JqValue JqInputs::next()
{
    if (!m_mistake.isEmpty())
        return {};
    JqValue document(jv_parser_next(m_parser.get()));
    if (document.kind() != JV_KIND_INVALID)
        ++m_count;
    else if (jv_invalid_has_msg(document.copy()))
        m_mistake = jqSentence(JqValue(jv_invalid_get_msg(document.copy())));
    return document;
}

} // namespace sluice
