#include "engine/wherescanner.h"

#include <QCoreApplication>

namespace sluice {

namespace {

constexpr QStringView columnPrefix(u"column.");

QString tr(const char *text)
{
    return QCoreApplication::translate("WhereFilter", text);
}

Error wrong(const QString &sentence)
{
    return {ErrorKind::Input, sentence};
}

bool isSign(QChar c)
{
    return QStringView(u"=<>~").contains(c);
}

class Scanner
{
public:
    explicit Scanner(QStringView text) : m_rest(text) {}

    bool skipToCondition()
    {
        while (!m_rest.isEmpty() && (m_rest.front() == u',' || m_rest.front().isSpace()))
            m_rest = m_rest.sliced(1);
        return !m_rest.isEmpty();
    }

    Result<WhereCondition> condition()
    {
        const auto begin = m_rest;
        WhereCondition result;
        result.isColumn = m_rest.startsWith(columnPrefix);
        if (result.isColumn)
            m_rest = m_rest.sliced(columnPrefix.size());
        const bool quotedName = result.isColumn && m_rest.startsWith(u'"');
        const auto key = quotedName ? quoted() : Result<QString>(plain([](QChar c) { return c == u',' || isSign(c); }));
        if (!key)
            return key.error();
        result.key = key.value();
        result.sign = takeSign();
        if (!result.isColumn && result.sign == u"=" && result.key.endsWith(u'!')) { // names of columns may end so
            result.key = result.key.chopped(1).trimmed();
            result.sign = QStringLiteral("!=");
        }
        if (result.sign.isEmpty() || (result.key.isEmpty() && !quotedName)) {
            const auto written = begin.first(begin.size() - m_rest.size()).trimmed();
            return wrong(tr("“%1” is not a condition. Write name=value, as in state=failed, or column.NAME with one of "
                            "= ~ < > <= >= behind it.")
                             .arg(written));
        }
        skipSpace();
        const auto value =
            m_rest.startsWith(u'"') ? quoted() : Result<QString>(plain([](QChar c) { return c == u','; }));
        if (!value)
            return value.error();
        skipSpace();
        result.value = value.value();
        result.source = begin.first(begin.size() - m_rest.size()).trimmed().toString();
        if (!m_rest.isEmpty() && m_rest.front() != u',')
            return wrong(tr("There is something behind the closing quote of %1. Write \"\" for a quote within quotes.")
                             .arg(result.source));
        return result;
    }

private:
    void skipSpace()
    {
        while (!m_rest.isEmpty() && m_rest.front().isSpace())
            m_rest = m_rest.sliced(1);
    }

    template <typename IsEnd>
    QString plain(IsEnd isEnd)
    {
        qsizetype length = 0;
        while (length < m_rest.size() && !isEnd(m_rest[length]))
            ++length;
        const auto text = m_rest.first(length).trimmed().toString();
        m_rest = m_rest.sliced(length);
        return text;
    }

    Result<QString> quoted()
    {
        QString text;
        for (qsizetype i = 1; i < m_rest.size(); ++i) {
            if (m_rest[i] != u'"') {
                text += m_rest[i];
            } else if (i + 1 < m_rest.size() && m_rest[i + 1] == u'"') {
                text += m_rest[i++];
            } else {
                m_rest = m_rest.sliced(i + 1);
                return text;
            }
        }
        return wrong(tr("A quote is not closed: %1").arg(m_rest));
    }

    QString takeSign()
    {
        skipSpace();
        qsizetype length = !m_rest.isEmpty() && isSign(m_rest.front()) ? 1 : 0;
        if (length == 1 && (m_rest.startsWith(u"<=") || m_rest.startsWith(u">=")))
            length = 2;
        const auto sign = m_rest.first(length).toString();
        m_rest = m_rest.sliced(length);
        return sign;
    }

    QStringView m_rest;
};

} // namespace

Result<std::vector<WhereCondition>> scanWhere(QStringView text)
{
    std::vector<WhereCondition> conditions;
    Scanner scanner(text);
    while (scanner.skipToCondition()) {
        auto condition = scanner.condition();
        if (!condition)
            return condition.error();
        conditions.push_back(std::move(condition).value());
    }
    return conditions;
}

} // namespace sluice
