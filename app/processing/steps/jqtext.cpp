#include "processing/steps/jqtext.h"

#include "core/safetext.h"

namespace sluice {

QByteArrayView jqBytes(const JqValue &string)
{
    return {jv_string_value(string.look()), jv_string_length_bytes(string.copy())};
}

QString jqSentence(const JqValue &message)
{
    constexpr qsizetype longest = 300;
    if (message.kind() == JV_KIND_STRING)
        return visibleText(QString::fromUtf8(jqBytes(message).first(std::min(jqBytes(message).size(), 4 * longest))),
                           longest);
    std::array<char, 4 * longest> json{};
    return visibleText(QString::fromUtf8(jv_dump_string_trunc(message.copy(), json.data(), json.size())), longest);
}

} // namespace sluice
