#include "formats/csvdialect.h"

#include <algorithm>
#include <array>
#include <vector>

namespace sluice {

namespace {

constexpr std::array delimiters{',', ';', '\t'};
constexpr size_t rowsLookedAt = 20;

using Counts = std::array<int, delimiters.size()>;

std::vector<Counts> countPerRow(QByteArrayView text)
{
    std::vector<Counts> rows;
    Counts row{};
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
            row = {};
            isEmpty = true;
            continue;
        }
        isEmpty = isEmpty && c == '\r';
        const auto *found = std::find(delimiters.begin(), delimiters.end(), c);
        if (!inQuotes && found != delimiters.end())
            ++row[static_cast<size_t>(found - delimiters.begin())];
    }
    if (rows.empty() && !isEmpty) // later rows may be cut in the middle, the only one is better than nothing
        rows.push_back(row);
    return rows;
}

} // namespace

char sniffDelimiter(QByteArrayView beginning)
{
    const auto rows = countPerRow(beginning);
    size_t best = 0;
    int bestScore = 0;
    for (size_t i = 0; !rows.empty() && i < delimiters.size(); ++i) {
        const int count = rows.front()[i];
        const bool isEven = std::all_of(rows.begin(), rows.end(), [&](const Counts &row) { return row[i] == count; });
        const int score = isEven ? count * 1'000'000 : count;
        if (score > bestScore) {
            best = i;
            bestScore = score;
        }
    }
    return delimiters[best];
}

} // namespace sluice
