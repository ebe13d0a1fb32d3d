#include "fetch/fetchtypes.h"

#include <algorithm>

namespace sluice {

QByteArray FetchResponse::header(QByteArrayView name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [name](const auto &field) {
        return name.compare(field.first, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->second;
}

} // namespace sluice
