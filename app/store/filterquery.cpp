#include "store/filterquery.h"

#include "store/sqlvalues.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sluice {

namespace {

QString likePattern(QString text)
{
    const QLatin1Char escape('\\');
    for (const char16_t special : {u'\\', u'%', u'_'})
        text.replace(QChar(special), QString(escape) + QChar(special));
    return QLatin1Char('%') + text + QLatin1Char('%');
}

/// As it stands inside a string of compact JSON.
QString asJsonContent(const QString &text)
{
    const auto array = QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact));
    return array.sliced(2, array.size() - 4); // without [" and "]
}

QString asJsonArray(const std::vector<JobId> &ids)
{
    QByteArray text("[");
    for (const auto id : ids)
        text += QByteArray::number(number(id)) + ',';
    text.back() = ']';
    return QString::fromLatin1(text);
}

std::string expression(SortKey key)
{
    switch (key) {
    case SortKey::Id:
        return "j.id";
    case SortKey::State:
        return "j.state";
    case SortKey::Status:
        return "j.status";
    case SortKey::Host:
        return "(SELECT h.name FROM hosts h WHERE h.id = j.host_id)";
    case SortKey::Took:
        return "j.took_us";
    case SortKey::Bytes:
        return "j.bytes";
    case SortKey::Attempts:
        return "j.attempts";
    case SortKey::Url:
        return "j.url";
    case SortKey::StartedAt:
        return "j.started_us";
    }
    Q_UNREACHABLE();
}

} // namespace

FilterQuery::FilterQuery(const JobFilter &filter)
    : m_condition(
          "j.id < COALESCE((SELECT MIN(first_job) FROM imports WHERE finished_us IS NULL), 9223372036854775807)")
{
    if (!filter.states.empty()) {
        std::string any;
        for (const auto state : filter.states) // literal numbers: a partial index is used only where it sees them
            any += (any.empty() ? "" : " OR ") + std::string("j.state = ") + std::to_string(static_cast<int>(state));
        add("(" + any + ")");
    }
    if (!filter.ids.empty())
        add("j.id IN (SELECT value FROM json_each(" + parameter(asJsonArray(filter.ids)) + "))");
    if (!filter.host.isEmpty())
        add("j.host_id = (SELECT id FROM hosts WHERE name = " + parameter(filter.host) + ")");
    if (filter.errorKind)
        add("j.error_kind = " + parameter(QString(errorKindName(*filter.errorKind))));
    if (filter.status)
        add("j.status = " + parameter(qint64(*filter.status)));
    if (!filter.text.isEmpty())
        addText(filter.text);
}

void FilterQuery::add(const std::string &condition)
{
    m_condition += " AND " + condition;
}

std::string FilterQuery::parameter(std::variant<qint64, QString> value)
{
    m_values.push_back(std::move(value));
    return "?" + std::to_string(m_values.size());
}

void FilterQuery::addText(const QString &text)
{
    const auto like = " LIKE " + parameter(likePattern(text)) + " ESCAPE '\\'";
    const auto inJson = " LIKE " + parameter(likePattern(asJsonContent(text))) + " ESCAPE '\\'";
    // The names of the columns are not results: only rows that may match at all are taken apart.
    add("(j.url" + like + " OR j.error" + like + " OR j.path" + like + " OR (j.columns" + inJson +
        " AND EXISTS (SELECT 1 FROM json_tree(j.columns) WHERE atom" + like + ")))");
}

int FilterQuery::bind(SQLite::Statement &statement) const
{
    int index = 0;
    for (const auto &value : m_values) {
        ++index;
        if (const auto *text = std::get_if<QString>(&value))
            bindText(statement, index, *text);
        else
            bindNumber(statement, index, std::get<qint64>(value));
    }
    return index + 1;
}

std::string orderBy(const JobOrder &order)
{
    const std::string direction = order.descending ? " DESC" : " ASC";
    if (order.key == SortKey::Id)
        return "j.id" + direction;
    return expression(order.key) + direction + " NULLS LAST, j.id";
}

} // namespace sluice
