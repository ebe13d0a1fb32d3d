#include "formats/celltext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace sluice {

namespace {

void appendEscaped(QByteArray &json, unsigned char c)
{
    switch (c) {
    case '"':
        json += "\\\"";
        break;
    case '\\':
        json += "\\\\";
        break;
    case '\n':
        json += "\\n";
        break;
    case '\r':
        json += "\\r";
        break;
    case '\t':
        json += "\\t";
        break;
    default:
        json += "\\u00" + QByteArray::number(c, 16).rightJustified(2, '0');
    }
}

void appendString(QByteArray &json, const QString &text)
{
    const auto utf8 = text.toUtf8();
    json += '"';
    qsizetype done = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        json.append(utf8.constData() + done, i - done);
        appendEscaped(json, c);
        done = i + 1;
    }
    json.append(utf8.constData() + done, utf8.size() - done);
    json += '"';
}

} // namespace

QByteArray numberText(const QJsonValue &number)
{
    const auto whole = number.toInteger(0);
    if (whole != 0 || number.toInteger(1) == 0) // the default comes back when it is not whole
        return QByteArray::number(whole);
    return QByteArray::number(number.toDouble(), 'g', QLocale::FloatingPointShortest);
}

void appendJson(QByteArray &json, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return appendString(json, value.toString());
    case QJsonValue::Double:
        json += numberText(value);
        break;
    case QJsonValue::Bool:
        json += value.toBool() ? "true" : "false";
        break;
    case QJsonValue::Array:
        json += QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
        break;
    case QJsonValue::Object:
        json += QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
        break;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        json += "null";
        break;
    }
}

} // namespace sluice
