#include "processing/steps/csvrows.h"

#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CsvRows", text);
}

} // namespace

CsvRows::CsvRows(ListInput input, char delimiter, CancelToken token)
    : m_lines(std::move(input)), m_record(delimiter), m_token(std::move(token))
{
}

Error CsvRows::failure(const QString &reason) const
{
    return stepFailure(tr("line %1: %2").arg(m_lines.line()).arg(reason));
}

Result<bool> CsvRows::next()
{
    while (true) {
        const auto step = m_lines.next();
        if (m_token.isCancelled())
            return Cancelled{};
        switch (step) {
        case LineReader::Step::End:
            return false;
        case LineReader::Step::Failed:
            return failure(tr("reading fails: %1").arg(m_lines.failure()));
        case LineReader::Step::TooLong:
            return failure(tr("the line is longer than %1 MiB").arg(LineReader::maxRecord >> 20));
        case LineReader::Step::Record:
            break;
        }
        if (m_lines.text().isEmpty())
            continue;
        const auto read = readRecord();
        if (read.failed())
            return read.error();
        return true;
    }
}

Result<void> CsvRows::readRecord()
{
    m_record.begin();
    auto state = m_record.parse(m_lines.text());
    while (state == CsvRecord::State::OpenQuote) {
        if (m_lines.extend() != LineReader::Step::Record)
            return failure(tr("a quote is opened and not closed within %1 MiB").arg(LineReader::maxRecord >> 20));
        state = m_record.parse(m_lines.text());
    }
    if (state == CsvRecord::State::TextAfterQuote)
        return failure(tr("there is text behind a closing quote"));
    if (m_lines.text().contains('\0'))
        return failure(tr("there is a NUL byte: this is UTF-16 or no text"));
    return success();
}

} // namespace sluice
