// A list printed as lines, so that a test compares the whole of it.
#pragma once

#include "formats/listreader.h"

#include <QBuffer>
#include <QJsonDocument>

namespace sluice::test {

/// "3: http://a {"k":1}" for a row, "3! [input] reason" for a bad one.
inline QString told(const ListEntry &entry)
{
    const auto line = QString::number(entry.line);
    if (!entry.row)
        return line + QStringLiteral("! [") + errorKindName(entry.row.error().kind) + QStringLiteral("] ") +
               entry.row.error().message;
    const auto &row = entry.row.value();
    auto text = line + QStringLiteral(": ") + row.address;
    if (!row.extra.isEmpty())
        text += u' ' + QString::fromUtf8(QJsonDocument(row.extra).toJson(QJsonDocument::Compact));
    return text;
}

inline QStringList story(ListReader &reader)
{
    QStringList lines;
    while (const auto entry = reader.next())
        lines += told(*entry);
    return lines;
}

inline std::unique_ptr<QIODevice> bufferOf(const QByteArray &text)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(text);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

/// The story of a list, or "! reason" when it cannot be opened.
inline QStringList storyOf(std::unique_ptr<QIODevice> device, const ListOptions &options)
{
    const auto reader = openList(std::move(device), options);
    return reader ? story(*reader.value()) : QStringList{QStringLiteral("! ") + reader.error().message};
}

} // namespace sluice::test
