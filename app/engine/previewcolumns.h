// The values of a stage as a person is shown them.
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace sluice {

/// Name and value, safe to show, each in one line.
struct PreviewColumn
{
    QString name{};
    QString value{};

    friend bool operator==(const PreviewColumn &, const PreviewColumn &) = default;
};

/// Small whatever the columns are.
struct PreviewColumns
{
    QList<PreviewColumn> shown{};
    qint64 left = 0; ///< so many more there are

    bool isEmpty() const { return shown.isEmpty(); }
    friend bool operator==(const PreviewColumns &, const PreviewColumns &) = default;
};

/// So many columns of a stage, and characters of a value, are ever shown.
inline constexpr qsizetype shownColumns = 60;
inline constexpr qsizetype shownOfValue = 1'000;

/// Texts as they are, other values as JSON. What is cut ends with an ellipsis. Pure.
PreviewColumns previewOf(const QJsonObject &columns);

} // namespace sluice
