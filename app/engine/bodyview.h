// The beginning of a body in a form that a person can look at.
#pragma once

#include <QByteArrayView>
#include <QImage>
#include <QString>

namespace sluice {

/// Small whatever the body is, and safe to show: control and bidirectional characters are visible signs.
struct BodyView
{
    enum class Form { Empty, Text, Hex, Picture };
    Form form = Form::Empty;
    QString text{};   ///< of Text and Hex: lines
    QImage picture{}; ///< of a Picture
    QString remark{}; ///< a sentence about what is not shown; may be empty
};

/// So many bytes of a body are ever looked at.
inline constexpr qint64 viewedBytes = 64 * 1024;

/// A body that begins with `beginning` (viewedBytes of it, or all) and has `size` bytes: text when it is one, JSON with
/// line breaks and indents, else hexadecimal. Pure.
BodyView viewOf(QByteArrayView beginning, qint64 size, const QString &contentType);

/// Whether it is, or begins like, an image of a kind that can be shown.
bool looksLikePicture(QByteArrayView beginning);

/// Line breaks and indents between the tokens of JSON, which stay as they were written. Takes text that ends early
/// or is not JSON after all.
QString indentedJson(QStringView json);

} // namespace sluice
