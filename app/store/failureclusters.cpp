#include "store/failureclusters.h"

#include "store/failurepattern.h"
#include "store/sqlvalues.h"

#include <QHash>

#include <algorithm>
#include <unordered_map>

namespace sluice {

namespace {

constexpr size_t mostExamples = 3;
constexpr size_t mostTopHosts = 10;
constexpr qsizetype rememberedMessages = 20'000;
constexpr size_t rememberedHosts = 20'000;
constexpr int noGroup = -1;

/// A cluster that grows, and the hosts that are in it by their number in the file.
struct Group
{
    FailureCluster cluster;
    std::unordered_map<qint64, qint64> hosts;
};

class Grouping
{
public:
    Grouping(SQLite::Database &database, const FailureQuery &query)
        : m_query(query)
        , m_hostName(database, "SELECT name FROM hosts WHERE id = ?1")
        , m_url(database, "SELECT url FROM jobs WHERE id = ?1")
    {
    }

    FailureBoard read(SQLite::Database &database);

private:
    SQLite::Statement select(SQLite::Database &database, const char *jobs, const char *attempts) const;
    void findRange(SQLite::Database &database);
    void add(const SQLite::Statement &row);
    int groupOf(const SQLite::Statement &row);
    int groupWith(const FailureKey &key, bool ignored);
    bool isIgnored(const FailureKey &key) const;
    const QString &hostName(qint64 id);
    size_t sliceOf(qint64 us) const;
    void dropSmallest();
    void finish(Group &group);

    const FailureQuery &m_query;
    SQLite::Statement m_hostName;
    SQLite::Statement m_url;
    FailureBoard m_board;
    qint64 m_from = 0;
    qint64 m_to = 0;
    std::vector<Group> m_groups;
    QHash<QString, int> m_byKey;
    QHash<QByteArray, int> m_byMessage;
    QByteArray m_message; // kept for its memory
    std::unordered_map<qint64, QString> m_hostNames;
};

QString textOf(const FailureKey &key, bool ignored)
{
    const QStringList parts{QString::number(static_cast<int>(key.kind)),
                            key.phase ? QString::number(static_cast<int>(*key.phase)) : QString(),
                            QString::number(ignored ? 1 : 0), key.host, key.pattern};
    return parts.join(QChar(u'\0'));
}

/// The one or the other, of what the query asks about.
SQLite::Statement Grouping::select(SQLite::Database &database, const char *jobs, const char *attempts) const
{
    if (!m_query.during)
        return {database, std::string("SELECT ") + jobs + " FROM jobs INDEXED BY jobs_failed WHERE state = 4"};
    SQLite::Statement query(database, std::string("SELECT ") + attempts +
                                          " FROM attempts a JOIN jobs j ON j.id = a.job_id WHERE a.state = 4 AND "
                                          "a.started_us + a.took_us >= ?1 AND a.started_us + a.took_us < ?2");
    bindTime(query, 1, m_query.during->from);
    bindTime(query, 2, m_query.during->to);
    return query;
}

void Grouping::findRange(SQLite::Database &database)
{
    auto query = select(database, "MIN(started_us + took_us), MAX(started_us + took_us)",
                        "MIN(a.started_us + a.took_us), MAX(a.started_us + a.took_us)");
    query.executeStep();
    m_from = numberAt(query, 0);
    m_to = numberAt(query, 1);
    m_board.from = timeAt(query, 0);
    m_board.to = timeAt(query, 1);
}

FailureBoard Grouping::read(SQLite::Database &database)
{
    m_board.asked = m_query;
    findRange(database);
    auto query = select(database, "id, host_id, status, started_us + took_us, error_kind, error_phase, error",
                        "a.job_id, j.host_id, a.status, a.started_us + a.took_us, a.error_kind, a.phase, a.error");
    while (query.executeStep())
        add(query);
    std::ranges::stable_sort(m_groups, std::greater(), [](const Group &group) { return group.cluster.count; });
    for (auto &group : m_groups) {
        if (m_board.clusters.size() < m_query.most) {
            finish(group);
            m_board.clusters.push_back(std::move(group.cluster));
        } else {
            m_board.other += group.cluster.count;
        }
    }
    return std::move(m_board);
}

void Grouping::add(const SQLite::Statement &row)
{
    ++m_board.failures;
    const auto index = groupOf(row);
    if (index == noGroup) {
        ++m_board.other;
        return;
    }
    auto &group = m_groups[static_cast<size_t>(index)];
    auto &cluster = group.cluster;
    ++cluster.count;
    m_board.ignored += cluster.ignored ? 1 : 0;
    // A second writer may have added what is later than the range read before.
    const auto us = std::clamp(numberAt(row, 3), m_from, m_to);
    const auto when = WallTime(Duration(us));
    cluster.firstSeen = cluster.count == 1 ? when : std::min(cluster.firstSeen, when);
    cluster.lastSeen = cluster.count == 1 ? when : std::max(cluster.lastSeen, when);
    ++cluster.trend[sliceOf(us)];
    if (cluster.examples.size() < mostExamples)
        cluster.examples.push_back({JobId(numberAt(row, 0)), {}, textAt(row, 6)});
    const auto host = numberAt(row, 1);
    const auto known = group.hosts.find(host);
    if (known != group.hosts.end())
        ++known->second;
    else if (group.hosts.size() < static_cast<size_t>(mostCountedHosts))
        group.hosts.emplace(host, 1);
}

size_t Grouping::sliceOf(qint64 us) const
{
    const auto range = static_cast<double>(m_to - m_from) + 1;
    return static_cast<size_t>(static_cast<double>(us - m_from) / range * trendSlices);
}

/// Most failures say what another said before: their group is known without reading the message.
int Grouping::groupOf(const SQLite::Statement &row)
{
    const auto host = numberAt(row, 1);
    const auto status = numberAt(row, 2);
    m_message.resize(0);
    m_message.append(reinterpret_cast<const char *>(&host), sizeof host);
    m_message.append(reinterpret_cast<const char *>(&status), sizeof status);
    for (int column = 4; column <= 6; ++column) {
        const auto value = row.getColumn(column);
        m_message.append(value.getText(), value.getBytes());
        m_message.append('\0');
    }
    if (const auto known = m_byMessage.constFind(m_message); known != m_byMessage.cend())
        return *known;

    const auto kindText = textAt(row, 4);
    const auto kind = errorKindFromName(kindText);
    if (!kind)
        return noGroup; // of a later version
    FailureKey key;
    key.kind = *kind;
    key.phase = waitReasonFromName(textAt(row, 5));
    key.host = hostName(host);
    key.pattern = failurePattern(textAt(row, 6), kindText, static_cast<int>(status), key.host);
    const bool ignored = isIgnored(key);
    if (!m_query.byHost)
        key.host.clear();
    const auto index = groupWith(key, ignored);
    if (m_byMessage.size() >= rememberedMessages)
        m_byMessage.clear();
    m_byMessage.insert(QByteArray(m_message.constData(), m_message.size()), index);
    return index;
}

int Grouping::groupWith(const FailureKey &key, bool ignored)
{
    const auto text = textOf(key, ignored);
    if (const auto known = m_byKey.constFind(text); known != m_byKey.cend())
        return *known;
    if (m_groups.size() >= 4 * m_query.most)
        dropSmallest();
    const auto index = static_cast<int>(m_groups.size());
    m_groups.emplace_back().cluster.key = key;
    m_groups.back().cluster.ignored = ignored;
    m_byKey.insert(text, index);
    return index;
}

bool Grouping::isIgnored(const FailureKey &key) const
{
    return std::ranges::any_of(m_query.ignored, [&key](const FailureKey &ignored) {
        return ignored.kind == key.kind && ignored.phase == key.phase && ignored.pattern == key.pattern &&
               (ignored.host.isEmpty() || ignored.host == key.host);
    });
}

/// Makes room for groups that may become large.
void Grouping::dropSmallest()
{
    std::ranges::stable_sort(m_groups, std::greater(), [](const Group &group) { return group.cluster.count; });
    while (m_groups.size() > 2 * m_query.most) {
        m_board.other += m_groups.back().cluster.count;
        m_groups.pop_back();
    }
    m_byMessage.clear();
    m_byKey.clear();
    for (size_t i = 0; i < m_groups.size(); ++i)
        m_byKey.insert(textOf(m_groups[i].cluster.key, m_groups[i].cluster.ignored), static_cast<int>(i));
}

const QString &Grouping::hostName(qint64 id)
{
    if (m_hostNames.size() >= rememberedHosts)
        m_hostNames.clear();
    auto &name = m_hostNames[id];
    if (name.isEmpty()) {
        const ResetGuard guard(m_hostName);
        bindNumber(m_hostName, 1, id);
        if (m_hostName.executeStep())
            name = textAt(m_hostName, 0);
    }
    return name;
}

void Grouping::finish(Group &group)
{
    std::vector<std::pair<qint64, qint64>> hosts(group.hosts.begin(), group.hosts.end());
    const auto shown = static_cast<qsizetype>(std::min(hosts.size(), mostTopHosts));
    std::ranges::partial_sort(hosts, hosts.begin() + shown, [](const auto &one, const auto &other) {
        return std::pair(-one.second, one.first) < std::pair(-other.second, other.first);
    });
    group.cluster.hosts = static_cast<qint64>(hosts.size());
    for (qsizetype i = 0; i < shown; ++i)
        group.cluster.top.push_back(
            {hostName(hosts[static_cast<size_t>(i)].first), hosts[static_cast<size_t>(i)].second});
    for (auto &example : group.cluster.examples) {
        const ResetGuard guard(m_url);
        bindNumber(m_url, 1, number(example.job));
        if (m_url.executeStep())
            example.url = textAt(m_url, 0);
    }
}

} // namespace

FailureBoard readFailureBoard(SQLite::Database &database, const FailureQuery &query)
{
    return Grouping(database, query).read(database);
}

} // namespace sluice
