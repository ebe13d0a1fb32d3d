#include "store/filterquery.h"

#include "store/asof.h"
#include "store/failurepattern.h"
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

std::string expression(SortKey key, WallTime asOf)
{
    switch (key) {
    case SortKey::Id:
    case SortKey::Host:
    case SortKey::Url:
        return expression(key);
    case SortKey::State:
        return stateAsOf(asOf);
    case SortKey::Status:
        return endedAsOf("status", asOf);
    case SortKey::Took:
        return endedAsOf("took_us", asOf);
    case SortKey::Bytes:
        return endedAsOf("bytes", asOf);
    case SortKey::Attempts:
        return attemptsAsOf(asOf);
    case SortKey::StartedAt:
        return startedAsOf(asOf);
    }
    Q_UNREACHABLE();
}

std::string anyState(const std::vector<JobState> &states, std::optional<WallTime> asOf)
{
    std::string any;
    for (const auto state : states) // literal numbers: a partial index is used only where it sees them
        any += (any.empty() ? ""
                : asOf      ? ", "
                            : " OR ") +
               std::string(asOf ? "" : "j.state = ") + std::to_string(static_cast<int>(state));
    return asOf ? stateAsOf(*asOf) + " IN (" + any + ")" : any; // looked up once a job
}

std::string patternAsOf(std::optional<WallTime> asOf)
{
    if (!asOf)
        return failurePatternSql;
    return "failure_pattern(" + endedAsOf("error", *asOf) + ", " + endedAsOf("error_kind", *asOf) + ", " +
           endedAsOf("status", *asOf) + ", (SELECT name FROM hosts WHERE hosts.id = j.host_id))";
}

} // namespace

FilterQuery::FilterQuery(const JobFilter &filter)
    : m_condition(
          "j.id < COALESCE((SELECT MIN(first_job) FROM imports WHERE finished_us IS NULL), 9223372036854775807)")
{
    if (filter.asOf)
        add(presentAsOf(*filter.asOf));
    if (!filter.states.empty())
        add("(" + anyState(filter.states, filter.asOf) + ")");
    if (!filter.ids.empty())
        add("j.id IN (SELECT value FROM json_each(" + parameter(asJsonArray(filter.ids)) + "))");
    if (filter.hosts.size() == 1)
        add("j.host_id = (SELECT id FROM hosts WHERE name = " + parameter(filter.hosts.front()) + ")");
    else if (!filter.hosts.isEmpty())
        add("j.host_id IN " + idsOf(filter.hosts));
    if (!filter.notHosts.isEmpty())
        add("j.host_id NOT IN " + idsOf(filter.notHosts));
    if (filter.errorKind)
        add((filter.asOf ? endedAsOf("error_kind", *filter.asOf) : "j.error_kind") + " = " +
            parameter(QString(errorKindName(*filter.errorKind))));
    if (filter.status)
        add((filter.asOf ? endedAsOf("status", *filter.asOf) : "j.status") + " = " + parameter(qint64(*filter.status)));
    if (filter.phase)
        addPhase(*filter.phase, filter.asOf);
    if (filter.errorPattern)
        add(patternAsOf(filter.asOf) + " = " + parameter(*filter.errorPattern));
    if (!filter.text.isEmpty())
        addText(filter.text);
    for (const auto &condition : filter.columns)
        addColumn(condition);
}

void FilterQuery::add(const std::string &condition)
{
    m_condition += " AND " + condition;
}

std::string FilterQuery::parameter(std::variant<qint64, double, QString> value)
{
    m_values.push_back(std::move(value));
    return "?" + std::to_string(m_values.size());
}

std::string FilterQuery::phase(std::optional<WaitReason> phase)
{
    return phase ? parameter(QString(waitReasonName(*phase))) : "NULL";
}

/// One lookup each in the index of names; names that are none are left out.
std::string FilterQuery::idsOf(const QStringList &hosts)
{
    const auto names = QJsonDocument(QJsonArray::fromStringList(hosts)).toJson(QJsonDocument::Compact);
    return "(SELECT id FROM hosts WHERE name IN (SELECT value FROM json_each(" + parameter(QString::fromUtf8(names)) +
           ")))";
}

void FilterQuery::addPhase(std::optional<WaitReason> wanted, std::optional<WallTime> asOf)
{
    const auto of = [asOf](const char *now, const char *then) {
        return asOf ? endedAsOf(then, *asOf) : std::string(now);
    };
    add(of("j.error_phase", "phase") + " IS " + phase(wanted));
    if (!wanted) // nothing is known either of what has not failed
        add(of("j.error_kind", "error_kind") + " IS NOT NULL");
}

void FilterQuery::addText(const QString &text)
{
    const auto like = " LIKE " + parameter(likePattern(text)) + " ESCAPE '\\'";
    const auto inJson = " LIKE " + parameter(likePattern(asJsonContent(text))) + " ESCAPE '\\'";
    // The names of the columns are not results: only rows that may match at all are taken apart.
    add("(j.url" + like + " OR j.error" + like + " OR j.path" + like + " OR (j.columns" + inJson +
        " AND EXISTS (SELECT 1 FROM json_tree(j.columns) WHERE atom" + like + ")))");
}

/// A condition on a row of json_each.
std::string FilterQuery::testOf(const ColumnCondition &condition)
{
    static const std::string text =
        "CASE type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(value AS TEXT) END";
    static const std::string number = "CASE WHEN type IN ('integer', 'real', 'text') THEN number_of(atom) END";
    switch (condition.test) {
    case ColumnCondition::Test::Equal: {
        const auto wanted = parameter(condition.text);
        return "(" + text + " = " + wanted + " OR " + number + " = number_of(" + wanted + "))";
    }
    case ColumnCondition::Test::Contains:
        return text + " LIKE " + parameter(likePattern(condition.text)) + " ESCAPE '\\'";
    case ColumnCondition::Test::Less:
        return number + " < " + parameter(condition.number);
    case ColumnCondition::Test::Greater:
        return number + " > " + parameter(condition.number);
    case ColumnCondition::Test::AtMost:
        return number + " <= " + parameter(condition.number);
    case ColumnCondition::Test::AtLeast:
        return number + " >= " + parameter(condition.number);
    }
    Q_UNREACHABLE();
}

void FilterQuery::addColumn(const ColumnCondition &condition)
{
    const bool isAbsence = condition.test == ColumnCondition::Test::Equal && condition.text.isEmpty();
    const auto key = parameter(condition.column);
    const auto inJson = parameter(QLatin1Char('"') + asJsonContent(condition.column) + QLatin1Char('"'));
    const auto test = isAbsence ? std::string("value <> ''") : testOf(condition);
    std::string any;
    // The name is a value, never a part of a path: whatever signs it has. Only rows that hold it are taken apart.
    for (const auto *json : {"j.columns", "j.extra"})
        any += (any.empty() ? "" : " OR ") + ("(instr(" + std::string(json) + ", " + inJson) +
               ") AND EXISTS (SELECT 1 FROM json_each(" + json + ") WHERE key = " + key + " AND " + test + "))";
    // instr() of what is absent is neither true nor false
    add(isAbsence ? "NOT COALESCE(" + any + ", 0)" : "(" + any + ")");
}

int FilterQuery::bind(SQLite::Statement &statement) const
{
    int index = 0;
    for (const auto &value : m_values) {
        ++index;
        if (const auto *text = std::get_if<QString>(&value))
            statement.bind(index, text->toStdString()); // an empty one is no NULL here
        else if (const auto *fraction = std::get_if<double>(&value))
            statement.bind(index, *fraction);
        else
            bindNumber(statement, index, std::get<qint64>(value));
    }
    return index + 1;
}

std::string orderBy(const JobOrder &order, std::optional<WallTime> asOf)
{
    const std::string direction = order.descending ? " DESC" : " ASC";
    if (order.key == SortKey::Id)
        return "j.id" + direction;
    return (asOf ? expression(order.key, *asOf) : expression(order.key)) + direction + " NULLS LAST, j.id";
}

} // namespace sluice
