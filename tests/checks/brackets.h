// Which bracket belongs to which.
#pragma once

#include <QString>

#include <vector>

namespace sluice::checks {

/// The round, square and curly brackets of code without comments and literals.
class Brackets
{
public:
    explicit Brackets(const QString &code);

    /// Position of the innermost bracket that is open at `position`; -1 at the top level.
    qsizetype enclosing(qsizetype position) const { return m_enclosing[static_cast<size_t>(position)]; }
    /// Where the bracket at `position` has its partner; -1 when it has none.
    qsizetype partner(qsizetype position) const { return m_partner[static_cast<size_t>(position)]; }

private:
    std::vector<qsizetype> m_enclosing;
    std::vector<qsizetype> m_partner;
};

} // namespace sluice::checks
