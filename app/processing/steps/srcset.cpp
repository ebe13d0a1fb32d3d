#include "processing/steps/srcset.h"

namespace sluice {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/// Behind the comma that ends the descriptors which begin at `position`.
qsizetype afterDescriptors(QByteArrayView srcset, qsizetype position)
{
    bool inParentheses = false;
    for (; position < srcset.size(); ++position) {
        const char c = srcset.at(position);
        if (c == ',' && !inParentheses)
            return position + 1;
        if (c == '(' || c == ')')
            inParentheses = c == '(';
    }
    return position;
}

} // namespace

QByteArrayList srcsetAddresses(QByteArrayView srcset)
{
    QByteArrayList addresses;
    qsizetype position = 0;
    while (true) {
        while (position < srcset.size() && (isSpace(srcset.at(position)) || srcset.at(position) == ','))
            ++position;
        if (position == srcset.size())
            return addresses;
        const auto start = position;
        while (position < srcset.size() && !isSpace(srcset.at(position)))
            ++position;
        auto address = srcset.sliced(start, position - start);
        const bool isAlone = address.endsWith(',');
        while (address.endsWith(','))
            address.chop(1);
        addresses.append(address.toByteArray());
        if (!isAlone)
            position = afterDescriptors(srcset, position);
    }
}

} // namespace sluice
