#include "formats/csvdialect.h"

#include <algorithm>
#include <vector>

namespace sluice {

namespace {

constexpr size_t rowsLookedAt = 20;

using Counts = std::vector<int>;

std::vector<Counts> countPerRow(QByteArrayView text, QByteArrayView candidates)
{
    std::vector<Counts> rows;
    const Counts none(static_cast<size_t>(candidates.size()), 0);
    auto row = none;
    bool inQuotes = false;
    bool isEmpty = true;
    for (const char c : text) {
        if (c == '"')
            inQuotes = !inQuotes;
        if (c == '\n' && !inQuotes) {
            if (!isEmpty)
                rows.push_back(row);
            if (rows.size() == rowsLookedAt)
                return rows;
            row = none;
            isEmpty = true;
            continue;
        }
        isEmpty = isEmpty && c == '\r';
        const auto found = candidates.indexOf(c);
        if (!inQuotes && found >= 0)
            ++row[static_cast<size_t>(found)];
    }
    if (rows.empty() && !isEmpty) // later rows may be cut in the middle, the only one is better than nothing
        rows.push_back(row);
    return rows;
}

} // namespace

char sniffDelimiter(QByteArrayView beginning, QByteArrayView candidates)
{
    const auto rows = countPerRow(beginning, candidates);
    size_t best = 0;
    int bestScore = 0;
    for (size_t i = 0; !rows.empty() && i < rows.front().size(); ++i) {
        const int count = rows.front()[i];
        const bool isEven = std::all_of(rows.begin(), rows.end(), [&](const Counts &row) { return row[i] == count; });
        const int score = isEven ? count * 1'000'000 : count;
        if (score > bestScore) {
            best = i;
            bestScore = score;
        }
    }
    return candidates[static_cast<qsizetype>(best)];
}

} // namespace sluice
