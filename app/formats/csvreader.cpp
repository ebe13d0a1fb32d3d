#include "formats/csvreader.h"

#include "formats/addresscolumn.h"
#include "formats/listerrors.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace sluice {

using Step = LineReader::Step;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CsvReader", text);
}

/// No two equal and none empty, so that each cell keeps a place of its own.
QStringList distinctNames(QStringList names)
{
    for (qsizetype i = 0; i < names.size(); ++i) {
        names[i] = names[i].trimmed();
        if (names[i].isEmpty())
            names[i] = QStringLiteral("column_%1").arg(i + 1);
        const auto name = names[i];
        for (int copy = 2; names.indexOf(names[i]) < i; ++copy)
            names[i] = QStringLiteral("%1_%2").arg(name).arg(copy);
    }
    return names;
}

bool hasScheme(const QString &cell)
{
    return cell.contains(QLatin1StringView("://"));
}

bool isHeader(const QStringList &row, const QString &urlColumn)
{
    if (!urlColumn.isEmpty() && findColumn(row, urlColumn))
        return true;
    if (std::any_of(row.begin(), row.end(), hasScheme))
        return false;
    const auto isUsual = [&](const QString &name) {
        return findColumn(row, name).has_value();
    };
    const auto &usual = addressColumnNames(); // a file may be called like a column
    return std::any_of(usual.begin(), usual.end(), isUsual) || std::none_of(row.begin(), row.end(), looksLikeAddress);
}

} // namespace

Result<std::unique_ptr<ListReader>> CsvReader::open(LineReader lines, char delimiter, const QString &urlColumn)
{
    std::unique_ptr<CsvReader> reader(new CsvReader(std::move(lines), delimiter));
    if (const auto read = reader->readHeader(urlColumn); !read)
        return read.error();
    return Result<std::unique_ptr<ListReader>>(std::move(reader));
}

CsvReader::CsvReader(LineReader lines, char delimiter) : m_lines(std::move(lines)), m_record(delimiter) {}

Result<void> CsvReader::readHeader(const QString &urlColumn)
{
    const auto first = readRow();
    if (first.step == Step::End)
        return success();
    if (first.step == Step::Failed)
        return listFailed(m_lines.failure());
    if (!first.badReason.isEmpty())
        return Error{ErrorKind::Input, tr("The first row of the list cannot be read: %1").arg(first.badReason)};
    const auto row = cells();
    if (!isHeader(row, urlColumn)) {
        m_pending = first;
        return setColumns(QStringList(row.size()), row, urlColumn);
    }
    m_pending = readRow();
    const bool hasCells = m_pending->step == Step::Record && m_pending->badReason.isEmpty();
    return setColumns(row, hasCells ? cells() : QStringList(), urlColumn);
}

Result<void> CsvReader::setColumns(const QStringList &names, const QStringList &firstRow, const QString &urlColumn)
{
    m_names = distinctNames(names);
    const auto address = findAddressColumn(m_names, firstRow, urlColumn);
    if (!address)
        return address.error();
    m_address = address.value();
    m_extra.resize(static_cast<size_t>(m_names.size()));
    std::iota(m_extra.begin(), m_extra.end(), 0);
    std::erase(m_extra, m_address);
    std::sort(m_extra.begin(), m_extra.end(), [this](qsizetype a, qsizetype b) { return m_names[a] < m_names[b]; });
    return success();
}

QStringList CsvReader::extraColumns() const
{
    auto names = m_names;
    names.remove(m_address, names.isEmpty() ? 0 : 1);
    return names;
}

/// To the next row that is not empty.
CsvReader::Row CsvReader::readRow()
{
    for (;;) {
        const auto step = m_lines.next();
        if (step == Step::TooLong)
            return {step, lineTooLong()};
        if (step != Step::Record)
            return {step, {}};
        if (!m_lines.text().isEmpty())
            return {step, readRecord()};
    }
}

/// The reason if it cannot be read.
QString CsvReader::readRecord()
{
    m_record.begin();
    auto state = m_record.parse(m_lines.text());
    while (state == CsvRecord::State::OpenQuote) {
        if (m_lines.extend() != Step::Record) {
            m_lines.keepFirstLine(); // what an open quote swallowed may be good rows
            return tr("a quote is opened and not closed within 1 MiB");
        }
        state = m_record.parse(m_lines.text());
    }
    if (state == CsvRecord::State::TextAfterQuote)
        return tr("there is text behind a closing quote");
    if (!m_lines.text().isValidUtf8())
        return notUtf8();
    return {};
}

QStringList CsvReader::cells() const
{
    QStringList cells;
    for (qsizetype i = 0; i < m_record.size(); ++i)
        cells += m_record.cell(i, m_lines.text());
    return cells;
}

std::optional<ListEntry> CsvReader::next()
{
    const auto row = m_pending ? *std::exchange(m_pending, {}) : readRow();
    if (row.step == Step::End)
        return {};
    return entry(row);
}

ListEntry CsvReader::entry(const Row &row)
{
    if (row.step == Step::Failed)
        return {m_lines.line(), listFailed(m_lines.failure())};
    if (!row.badReason.isEmpty())
        return {m_lines.line(), badRow(row.badReason)};
    return {m_lines.line(), makeRow()};
}

Result<ListRow> CsvReader::makeRow()
{
    const auto text = m_lines.text();
    const auto columns = m_names.size();
    for (auto i = columns; i < m_record.size(); ++i) {
        if (!m_record.isEmpty(i)) // a delimiter too many at the end of a row does no harm
            return badRow(tr("the row has %1 cells, but there are only %2 columns").arg(m_record.size()).arg(columns));
    }
    ListRow row;
    if (m_address < m_record.size())
        row.address = m_record.cell(m_address, text);
    for (const auto column : m_extra)
        row.extra.insert(m_names[column], column < m_record.size() ? m_record.cell(column, text) : QString());
    return row;
}

} // namespace sluice
