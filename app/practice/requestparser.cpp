#include "practice/requestparser.h"

#include <algorithm>

namespace sluice {

namespace {

using State = ParsedRequest::State;

ParsedRequest bad(const char *reason, int status = 400)
{
    ParsedRequest result;
    result.state = State::Bad;
    result.reason = reason;
    result.badStatus = status;
    return result;
}

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isVisible(char c)
{
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
}

/// Index behind the empty line that ends the head, or -1.
qsizetype headEnd(QByteArrayView buffer)
{
    for (auto at = buffer.indexOf('\n'); at >= 0; at = buffer.indexOf('\n', at + 1)) {
        if (at + 1 < buffer.size() && buffer[at + 1] == '\n')
            return at + 2;
        if (at + 2 < buffer.size() && buffer[at + 1] == '\r' && buffer[at + 2] == '\n')
            return at + 3;
    }
    return -1;
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    return line.endsWith('\r') ? line.chopped(1) : line;
}

const char *readRequestLine(QByteArrayView line, HttpRequest &request)
{
    const auto first = line.indexOf(' ');
    const auto last = line.lastIndexOf(' ');
    if (first <= 0 || last == first)
        return "The request line is not METHOD TARGET HTTP/1.1.";
    request.method = line.first(first);
    request.target = line.sliced(first + 1, last - first - 1);
    const auto version = line.sliced(last + 1);
    if (!isToken(request.method))
        return "The method is not a word.";
    if (version != QByteArrayView("HTTP/1.1") && version != QByteArrayView("HTTP/1.0"))
        return "Only HTTP/1.1 and HTTP/1.0 are spoken here.";
    request.isHttp11 = version.endsWith('1');
    if (request.target.startsWith("http://")) { // absolute form, as sent to a proxy
        const auto slash = request.target.indexOf('/', 7);
        request.target = slash < 0 ? QByteArrayView("/") : request.target.sliced(slash);
    }
    if (!request.target.startsWith('/') || !std::all_of(request.target.begin(), request.target.end(), isVisible))
        return "The target is not a path.";
    const auto mark = request.target.indexOf('?');
    request.path = mark < 0 ? request.target : request.target.first(mark);
    request.query = mark < 0 ? QByteArrayView() : request.target.sliced(mark + 1);
    return nullptr;
}

/// The part of `fields` behind their first line, which goes to `line`.
QByteArrayView takeLine(QByteArrayView fields, QByteArrayView &line)
{
    const auto end = fields.indexOf('\n');
    line = withoutLineEnd(fields.first(end));
    return fields.sliced(end + 1);
}

const char *checkFields(QByteArrayView fields)
{
    int lengths = 0;
    QByteArrayView line;
    while (!fields.isEmpty()) {
        fields = takeLine(fields, line);
        const auto colon = line.indexOf(':');
        if (colon < 0 || !isToken(line.first(colon)))
            return "A header line is not NAME: VALUE.";
        const auto isForbidden = [](char c) {
            return (static_cast<unsigned char>(c) < 0x20 && c != '	') || c == 0x7F;
        };
        if (std::any_of(line.begin(), line.end(), isForbidden))
            return "A header field contains a control character.";
        if (line.first(colon).compare("content-length", Qt::CaseInsensitive) == 0 && ++lengths > 1)
            return "There is more than one Content-Length.";
    }
    return nullptr;
}

bool readLength(HttpRequest &request)
{
    const auto length = request.field("content-length");
    if (length.isNull())
        return true;
    bool ok = false;
    request.contentLength = length.toLongLong(&ok);
    return ok && request.contentLength >= 0 &&
           std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool listContains(QByteArrayView list, QByteArrayView word)
{
    while (!list.isEmpty()) {
        auto end = list.indexOf(',');
        if (end < 0)
            end = list.size();
        if (list.first(end).trimmed().compare(word, Qt::CaseInsensitive) == 0)
            return true;
        list = list.sliced(qMin(end + 1, list.size()));
    }
    return false;
}

} // namespace

ParsedRequest parseRequest(QByteArrayView buffer)
{
    qsizetype start = 0; // an empty line between two requests is allowed
    while (start < buffer.size() && (buffer[start] == '\r' || buffer[start] == '\n'))
        ++start;
    if (start > maxRequestHead)
        return bad("There is no request.");
    const auto text = buffer.sliced(start);
    if (text.isEmpty())
        return {};
    if (!isTokenChar(text.front()))
        return bad("This is not HTTP. The address begins with http://, not https://.");
    const auto end = headEnd(text.first(qMin(text.size(), maxRequestHead)));
    if (end < 0 && text.size() >= maxRequestHead)
        return bad("The header is larger than 16 KiB.", 431);
    if (end < 0)
        return {};

    ParsedRequest result;
    auto &request = result.request;
    const auto lineEnd = text.indexOf('\n');
    if (const auto *reason = readRequestLine(withoutLineEnd(text.first(lineEnd)), request))
        return bad(reason);
    const auto lastLine = text[end - 2] == '\r' ? end - 2 : end - 1;
    request.fields = text.sliced(lineEnd + 1, lastLine - lineEnd - 1);
    if (const auto *reason = checkFields(request.fields))
        return bad(reason);
    if (request.isHttp11 && request.field("host").isNull())
        return bad("HTTP/1.1 wants a Host header.");
    if (!request.field("transfer-encoding").isNull())
        return bad("Chunked requests are not read here: send a Content-Length.", 501);
    if (!readLength(request))
        return bad("Content-Length is not a number.");
    const auto connection = request.field("connection");
    request.keepAlive = request.isHttp11 ? !listContains(connection, "close") : listContains(connection, "keep-alive");
    result.state = State::Complete;
    result.consumed = start + end;
    return result;
}

} // namespace sluice
