#include "formats/addresscolumn.h"

#include "core/address.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AddressColumn", text);
}

Error unusable(const QString &sentence, const QStringList &columns)
{
    return {ErrorKind::Input, sentence + u' ' + tr("Its columns are: %1.").arg(columns.join(QLatin1StringView(", ")))};
}

} // namespace

const QStringList &addressColumnNames()
{
    static const QStringList names{QStringLiteral("url"), QStringLiteral("address"), QStringLiteral("link"),
                                   QStringLiteral("href"), QStringLiteral("uri")};
    return names;
}

bool looksLikeAddress(const QString &text)
{
    return text.contains(QLatin1StringView("://")) || parseAddress(text).outcome() == Outcome::Succeeded;
}

std::optional<qsizetype> findColumn(const QStringList &columns, const QString &name)
{
    if (const auto exact = columns.indexOf(name); exact >= 0)
        return exact;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns[i].compare(name, Qt::CaseInsensitive) == 0)
            return i;
    }
    return {};
}

Result<qsizetype> findAddressColumn(const QStringList &columns, const QStringList &firstRow, const QString &wanted)
{
    if (!wanted.isEmpty()) {
        if (const auto column = findColumn(columns, wanted))
            return *column;
        return unusable(tr("The list has no column “%1”.").arg(wanted), columns);
    }
    for (const auto &name : addressColumnNames()) {
        if (const auto column = findColumn(columns, name))
            return *column;
    }
    if (columns.size() == 1)
        return 0;
    for (qsizetype i = 0; i < qMin(columns.size(), firstRow.size()); ++i) {
        if (looksLikeAddress(firstRow[i]))
            return i;
    }
    return unusable(tr("No column of the list is called url, and none begins with an address: name the one to use."),
                    columns);
}

} // namespace sluice
