#include "ui/jobs/jobcolumns.h"

#include "core/safetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice {

namespace {

using Kind = JobColumn::Kind;

/// All that is fixed about a column. Extra and Step take their title from the key.
struct Facts
{
    Kind kind;
    QLatin1StringView name;
    const char *title;
    const char *hint;
    bool number;
    int digits;
    std::optional<SortKey> sortKey;
    bool shownAtFirst;
};

constexpr QLatin1StringView operator""_l1(const char *text, size_t size)
{
    return QLatin1StringView(text, static_cast<qsizetype>(size));
}

constexpr auto none = std::nullopt;

// clang-format off
constexpr Facts table[] = {
    {Kind::Id, "id"_l1, QT_TRANSLATE_NOOP("JobColumn", "#"),
     QT_TRANSLATE_NOOP("JobColumn", "The job's number, in the order of the list"), true, 9, SortKey::Id, true},
    {Kind::State, "state"_l1, QT_TRANSLATE_NOOP("JobColumn", "State"),
     QT_TRANSLATE_NOOP("JobColumn", "Where the job stands"), false, 15, SortKey::State, true},
    {Kind::Status, "status"_l1, QT_TRANSLATE_NOOP("JobColumn", "Status"),
     QT_TRANSLATE_NOOP("JobColumn", "The HTTP status of the last response"), true, 9, SortKey::Status, true},
    {Kind::Host, "host"_l1, QT_TRANSLATE_NOOP("JobColumn", "Host"),
     QT_TRANSLATE_NOOP("JobColumn", "The server that was asked"), false, 22, SortKey::Host, false},
    {Kind::Address, "url"_l1, QT_TRANSLATE_NOOP("JobColumn", "Address"),
     QT_TRANSLATE_NOOP("JobColumn", "The address as the list has it"), false, 34, SortKey::Url, true},
    {Kind::Time, "time"_l1, QT_TRANSLATE_NOOP("JobColumn", "Time"),
     QT_TRANSLATE_NOOP("JobColumn", "How long the last attempt took"), true, 10, SortKey::Took, true},
    {Kind::Size, "size"_l1, QT_TRANSLATE_NOOP("JobColumn", "Size"),
     QT_TRANSLATE_NOOP("JobColumn", "Bytes of the last response's body"), true, 10, SortKey::Bytes, true},
    {Kind::Tries, "tries"_l1, QT_TRANSLATE_NOOP("JobColumn", "Tries"),
     QT_TRANSLATE_NOOP("JobColumn", "How many attempts were made"), true, 8, SortKey::Attempts, true},
    {Kind::Result, "result"_l1, QT_TRANSLATE_NOOP("JobColumn", "Result"),
     QT_TRANSLATE_NOOP("JobColumn", "What came of it, or what it waits for"), false, 24, none, true},
    {Kind::Started, "started"_l1, QT_TRANSLATE_NOOP("JobColumn", "Started"),
     QT_TRANSLATE_NOOP("JobColumn", "When the last attempt began"), false, 20, SortKey::StartedAt, false},
    {Kind::FinalAddress, "final_url"_l1, QT_TRANSLATE_NOOP("JobColumn", "Final address"),
     QT_TRANSLATE_NOOP("JobColumn", "Where redirects led to"), false, 38, none, false},
    {Kind::ContentType, "content_type"_l1, QT_TRANSLATE_NOOP("JobColumn", "Content type"),
     QT_TRANSLATE_NOOP("JobColumn", "What the server says the body is"), false, 18, none, false},
    {Kind::ErrorClass, "error_kind"_l1, QT_TRANSLATE_NOOP("JobColumn", "Error class"),
     QT_TRANSLATE_NOOP("JobColumn", "The class of the failure, as exports name it"), false, 18, none, false},
    {Kind::File, "path"_l1, QT_TRANSLATE_NOOP("JobColumn", "File"),
     QT_TRANSLATE_NOOP("JobColumn", "Where the result is kept"), false, 38, none, false},
    {Kind::Extra, "extra:"_l1, nullptr,
     QT_TRANSLATE_NOOP("JobColumn", "A column of your list"), false, 18, none, false},
    {Kind::Step, "step:"_l1, nullptr,
     QT_TRANSLATE_NOOP("JobColumn", "A result of a processing step"), false, 18, none, false},
};
// clang-format on

const Facts &factsOf(Kind kind)
{
    return table[static_cast<size_t>(kind)];
}

bool takesKey(const Facts &facts)
{
    return facts.title == nullptr;
}

template <typename Wanted>
std::vector<JobColumn> columnsWhere(Wanted wanted)
{
    std::vector<JobColumn> result;
    for (const auto &facts : table) {
        if (wanted(facts))
            result.push_back({facts.kind, {}});
    }
    return result;
}

} // namespace

QString JobColumn::title() const
{
    const auto &facts = factsOf(kind);
    return takesKey(facts) ? visibleText(key, 60) : QCoreApplication::translate("JobColumn", facts.title);
}

QString JobColumn::hint() const
{
    return QCoreApplication::translate("JobColumn", factsOf(kind).hint);
}

bool JobColumn::isNumber() const
{
    return factsOf(kind).number;
}

int JobColumn::widthInDigits() const
{
    return factsOf(kind).digits;
}

std::optional<SortKey> JobColumn::sortKey() const
{
    return factsOf(kind).sortKey;
}

QString JobColumn::name() const
{
    return factsOf(kind).name + key;
}

std::optional<JobColumn> JobColumn::fromName(QStringView name)
{
    for (const auto &facts : table) {
        if (takesKey(facts) ? name.startsWith(facts.name) : name == facts.name)
            return JobColumn{facts.kind, name.mid(facts.name.size()).toString()};
    }
    return std::nullopt;
}

std::vector<JobColumn> builtInColumns()
{
    return columnsWhere([](const Facts &facts) { return !takesKey(facts); });
}

std::vector<JobColumn> defaultColumns()
{
    return columnsWhere([](const Facts &facts) { return facts.shownAtFirst; });
}

} // namespace sluice
