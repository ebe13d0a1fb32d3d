#include "processing/steps/celltype.h"

#include <QDate>
#include <QRegularExpression>

#include <array>

namespace sluice {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes digits away from the front. How many.
qsizetype takeDigits(QByteArrayView *text)
{
    qsizetype count = 0;
    while (count < text->size() && isDigit((*text)[count]))
        ++count;
    *text = text->sliced(count);
    return count;
}

bool takeOne(QByteArrayView *text, QByteArrayView of)
{
    if (text->isEmpty() || !of.contains(text->front()))
        return false;
    *text = text->sliced(1);
    return true;
}

CellType numericType(QByteArrayView text)
{
    takeOne(&text, "+-");
    auto digits = takeDigits(&text);
    if (digits > 0 && text.isEmpty())
        return CellType::Integer;
    if (takeOne(&text, "."))
        digits += takeDigits(&text);
    if (digits > 0 && takeOne(&text, "eE")) {
        takeOne(&text, "+-");
        digits = takeDigits(&text);
    }
    return digits > 0 && text.isEmpty() ? CellType::Number : CellType::Text;
}

bool isBoolean(QByteArrayView text)
{
    constexpr std::array words{"true", "false", "yes", "no"};
    return text.size() <= 5 && std::any_of(words.begin(), words.end(), [text](const char *word) {
               return text.compare(word, Qt::CaseInsensitive) == 0;
           });
}

bool isDate(QByteArrayView text)
{
    constexpr qsizetype longest = 40;
    if (text.size() < 10 || text.size() > longest || text[4] != '-' || text[7] != '-')
        return false;
    static const QRegularExpression form(QStringLiteral(
        R"(^(\d{4})-(\d\d)-(\d\d)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?\z)"));
    const auto match = form.match(QString::fromLatin1(text));
    return match.hasMatch() &&
           QDate::isValid(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
}

} // namespace

CellType cellTypeOf(QByteArrayView cell)
{
    const auto text = cell.trimmed();
    if (text.isEmpty())
        return CellType::Empty;
    if (const auto type = numericType(text); type != CellType::Text)
        return type;
    if (isBoolean(text))
        return CellType::Boolean;
    return isDate(text) ? CellType::Date : CellType::Text;
}

CellType commonType(CellType a, CellType b)
{
    if (a == b || b == CellType::Empty)
        return a;
    if (a == CellType::Empty)
        return b;
    const auto isNumeric = [](CellType type) {
        return type == CellType::Integer || type == CellType::Number;
    };
    return isNumeric(a) && isNumeric(b) ? CellType::Number : CellType::Text;
}

QLatin1StringView cellTypeName(CellType type)
{
    switch (type) {
    case CellType::Empty:
        return QLatin1StringView("empty");
    case CellType::Boolean:
        return QLatin1StringView("boolean");
    case CellType::Integer:
        return QLatin1StringView("integer");
    case CellType::Number:
        return QLatin1StringView("number");
    case CellType::Date:
        return QLatin1StringView("date");
    case CellType::Text:
        return QLatin1StringView("text");
    }
    Q_UNREACHABLE();
}

} // namespace sluice
