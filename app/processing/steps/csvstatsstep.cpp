#include "processing/steps/csvstatsstep.h"

#include "formats/csvdialect.h"
#include "processing/stepparameter.h"
#include "processing/steps/bodydevice.h"
#include "processing/steps/charset.h"
#include "processing/steps/csvrows.h"
#include "processing/steps/csvstatistics.h"
#include "processing/steps/transcoding.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sluice {

namespace {

constexpr qsizetype mostColumns = 2000;
constexpr qsizetype sniffed = 64 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("CsvStatsStep", text);
}

constexpr std::array<std::pair<QLatin1StringView, char>, 4> delimiters{{
    {QLatin1StringView("comma"), ','},
    {QLatin1StringView("tab"), '\t'},
    {QLatin1StringView("semicolon"), ';'},
    {QLatin1StringView("pipe"), '|'},
}};

/// 0 for "auto".
char delimiterOf(const QString &name)
{
    const auto *found =
        std::find_if(delimiters.begin(), delimiters.end(), [&name](const auto &known) { return known.first == name; });
    return found == delimiters.end() ? '\0' : found->second;
}

QLatin1StringView nameOf(char delimiter)
{
    const auto *found = std::find_if(delimiters.begin(), delimiters.end(),
                                     [delimiter](const auto &known) { return known.second == delimiter; });
    return found->first;
}

/// Whole lines of it, so that no character is cut in two.
QByteArrayView wholeLines(QByteArrayView beginning)
{
    const auto end = beginning.lastIndexOf('\n') + 1;
    return beginning.size() < sniffed || end == 0 ? beginning : beginning.first(end);
}

/// No row ends in LF or CRLF, but there is a CR between two.
bool hasOnlyCarriageReturns(QByteArrayView beginning)
{
    bool inQuotes = false;
    bool isSeen = false;
    for (qsizetype i = 0; i < beginning.size(); ++i) {
        if (beginning[i] == '"')
            inQuotes = !inQuotes;
        if (beginning[i] == '\n' && !inQuotes)
            return false;
        isSeen = isSeen || (beginning[i] == '\r' && !inQuotes && i + 1 < beginning.size());
    }
    return isSeen;
}

QStringList usualNames(qsizetype count)
{
    QStringList names;
    for (qsizetype i = 1; i <= count; ++i)
        names.append(QStringLiteral("column_%1").arg(i));
    return names;
}

/// The cells of the first row, decoded: in another charset they lie elsewhere.
QStringList cellsOf(QByteArrayView utf8, char delimiter)
{
    CsvRecord header(delimiter);
    header.begin();
    header.parse(utf8);
    QStringList names;
    for (qsizetype i = 0; i < header.size(); ++i)
        names.append(header.cell(i, utf8).trimmed());
    return names;
}

} // namespace

QString CsvStatsStep::name() const
{
    return QStringLiteral("csvstats");
}

Result<StepOutput> CsvStatsStep::run(StepInput input, const StepFolders &, CancelToken token) const
{
    auto columns = statistics(input.body, token);
    if (columns.cancelled())
        return Cancelled{};
    if (columns.failed())
        return columns.error();
    return StepOutput{std::move(input.body), std::move(columns).value()};
}

Result<QJsonObject> CsvStatsStep::statistics(const Body &body, const CancelToken &token) const
{
    auto device = std::make_unique<BodyDevice>(body, token);
    if (!device->openForReading())
        return stepFailure(tr("the file cannot be opened: %1").arg(device->errorString()));
    ListInput input(std::move(device));
    const auto beginning = wholeLines(input.peek(sniffed));
    const char delimiter = m_settings.delimiter ? m_settings.delimiter : sniffDelimiter(beginning, ",;\t|");
    if (hasOnlyCarriageReturns(beginning))
        return stepFailure(tr("the rows end in CR alone, as on old Macintoshes: they need LF or CRLF"));
    const auto &encoding = detectedEncoding(beginning, body.contentType);
    CsvRows rows(std::move(input), delimiter, token);
    auto isRow = rows.next();
    if (isRow.cancelled())
        return Cancelled{};
    if (isRow.failed())
        return isRow.error();
    if (!isRow.value())
        return stepFailure(tr("the table is empty"));
    if (rows.record().size() > mostColumns)
        return stepFailure(tr("the table has more than %1 columns").arg(mostColumns));
    const auto header = toUtf8(rows.text(), encoding, token);
    if (header.cancelled())
        return Cancelled{};
    if (header.failed())
        return header.error();
    CsvStatistics statistics(m_settings.hasHeader ? cellsOf(header.value(), delimiter)
                                                  : usualNames(rows.record().size()));
    if (m_settings.hasHeader)
        isRow = rows.next();
    for (; isRow && isRow.value(); isRow = rows.next())
        statistics.add(rows.record(), rows.text());
    if (isRow.cancelled())
        return Cancelled{};
    if (isRow.failed())
        return isRow.error();
    return QJsonObject{{QStringLiteral("csv_rows"), statistics.rows()},
                       {QStringLiteral("csv_ragged_rows"), statistics.raggedRows()},
                       {QStringLiteral("csv_delimiter"), nameOf(delimiter)},
                       {QStringLiteral("csv_charset"), encoding.displayName()},
                       {QStringLiteral("csv_columns"), statistics.columns()}};
}

StepKind csvStatsStepKind()
{
    QStringList names{QStringLiteral("auto")};
    for (const auto &known : delimiters)
        names.append(known.first);

    StepKind kind;
    kind.name = QStringLiteral("csvstats");
    kind.sentence = tr("Counts the rows and columns of a table and finds the types of its columns.");
    kind.parameters = {
        choiceParameter(QStringLiteral("delimiter"), names, tr("What stands between cells; auto finds out.")),
        booleanParameter(QStringLiteral("header"), true, tr("The first row holds the names of the columns.")),
    };
    kind.columns = {
        {QStringLiteral("csv_rows"), tr("Rows without the header and empty lines.")},
        {QStringLiteral("csv_ragged_rows"), tr("Rows with more or fewer cells than there are columns.")},
        {QStringLiteral("csv_delimiter"), tr("comma, tab, semicolon or pipe.")},
        {QStringLiteral("csv_charset"), tr("The character set, found as by the step “text” from the first 64 KiB.")},
        {QStringLiteral("csv_columns"),
         tr("For each column its name, its type (integer, number, date, boolean, text, empty) and how many of its "
            "cells are empty. Dates are those of ISO 8601; integers and numbers together are numbers, other mixtures "
            "text.")},
    };
    kind.make = [](const QVariantMap &values) -> Result<std::shared_ptr<const Step>> {
        CsvStatsStep::Settings settings;
        settings.delimiter = delimiterOf(values.value(QStringLiteral("delimiter")).toString());
        settings.hasHeader = values.value(QStringLiteral("header")).toBool();
        return {std::make_shared<const CsvStatsStep>(settings)};
    };
    return kind;
}

} // namespace sluice
