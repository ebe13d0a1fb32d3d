#include "brackets.h"

namespace sluice::checks {

Brackets::Brackets(const QString &code)
    : m_enclosing(static_cast<size_t>(code.size()), -1), m_partner(static_cast<size_t>(code.size()), -1)
{
    std::vector<qsizetype> open;
    for (qsizetype at = 0; at < code.size(); ++at) {
        const QChar c = code[at];
        const auto slot = static_cast<size_t>(at);
        const bool closes = c == u')' || c == u']' || c == u'}';
        if (closes && !open.empty()) {
            m_partner[slot] = open.back();
            m_partner[static_cast<size_t>(open.back())] = at;
            open.pop_back();
        }
        m_enclosing[slot] = open.empty() ? -1 : open.back();
        if (c == u'(' || c == u'[' || c == u'{')
            open.push_back(at);
    }
}

} // namespace sluice::checks
