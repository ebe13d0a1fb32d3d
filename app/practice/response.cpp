#include "practice/response.h"

namespace sluice {

Response Response::text(int status, QByteArray sentence)
{
    Response response;
    response.status = status;
    response.body = std::move(sentence);
    response.body += '\n';
    return response;
}

const char *statusText(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 410:
        return "Gone";
    case 416:
        return "Range Not Satisfiable";
    case 418:
        return "I'm a teapot";
    case 425:
        return "Too Early";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Status";
    }
}

bool statusHasBody(int status)
{
    return status != 204 && status != 304;
}

void appendHead(QByteArray &out, const Response &response, bool keepAlive, bool chunked)
{
    out += "HTTP/1.1 ";
    out += QByteArray::number(response.status);
    out += ' ';
    out += statusText(response.status);
    out += "\r\n";
    if (statusHasBody(response.status)) {
        if (!response.contentType.isEmpty()) {
            out += "Content-Type: ";
            out += response.contentType;
            out += "\r\n";
        }
        if (chunked) {
            out += "Transfer-Encoding: chunked\r\n";
        } else if (response.length >= 0 || !response.source) {
            out += "Content-Length: ";
            out += QByteArray::number(response.length >= 0 ? response.length : response.body.size());
            out += "\r\n";
        }
    }
    out += keepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n"; // HTTP/1.0 clients want to be told
    out += response.fields;
    out += "\r\n";
}

} // namespace sluice
