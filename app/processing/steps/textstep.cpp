#include "processing/steps/textstep.h"

#include "processing/stepparameter.h"
#include "processing/steps/pagetext.h"
#include "processing/steps/textcount.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TextStep", text);
}

Result<QByteArray> textOf(const TextBody &body, bool mainOnly, const CancelToken &token)
{
    if (body.markup == Markup::None || body.text.utf8.trimmed().isEmpty())
        return body.text.utf8;
    const auto document = parsedDocument(body.text.utf8, body.markup, token);
    if (document.cancelled())
        return Cancelled{};
    if (document.failed())
        return document.error();
    return body.markup == Markup::Html ? pageText(document.value(), mainOnly, token) : xmlText(document.value(), token);
}

} // namespace

QString TextStep::name() const
{
    return QStringLiteral("text");
}

Result<StepOutput> TextStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    const auto read = textBodyOf(input.body, mostTextBytes, token);
    if (read.cancelled())
        return Cancelled{};
    if (read.failed())
        return read.error();
    auto text = textOf(read.value(), m_settings.mainOnly, token);
    if (text.cancelled())
        return Cancelled{};
    if (text.failed())
        return text.error();
    const auto count = counted(text.value(), token);
    if (count.cancelled())
        return Cancelled{};
    StepOutput output{std::move(input.body), {}};
    output.columns = {{QStringLiteral("text_length"), count.value().characters},
                      {QStringLiteral("words"), count.value().words},
                      {QStringLiteral("lines"), count.value().lines},
                      {QStringLiteral("charset"), read.value().text.charset}};
    if (!m_settings.toBody)
        return output;
    auto body = bodyOf(std::move(text).value(), QStringLiteral("text/plain; charset=utf-8"), folders);
    if (body.failed())
        return body.error();
    output.body = std::move(body).value();
    return output;
}

StepKind textStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("text");
    kind.sentence = tr("Finds the text of a page or a file, counts it and tells its character set.");
    kind.parameters = {
        booleanParameter(QStringLiteral("main_only"), true,
                         tr("Of a page only the main text: without navigation, header, footer, asides and lines that "
                            "are mostly links.")),
        choiceParameter(QStringLiteral("to"), {QStringLiteral("columns"), QStringLiteral("body")},
                        tr("Whether the body stays, or becomes the text in UTF-8.")),
    };
    kind.columns = {
        {QStringLiteral("text_length"), tr("Characters of the text.")},
        {QStringLiteral("words"), tr("Words by Unicode's boundaries: each Han and Hiragana sign is one, Katakana "
                                     "in a row are one. Thai words are told apart where this system has libthai; "
                                     "else each letter is one.")},
        {QStringLiteral("lines"), tr("Lines that are not blank.")},
        {QStringLiteral("charset"), tr("The character set of the body, as its byte order mark, the server, the page "
                                       "or else its bytes tell.")},
    };
    kind.make = [](const QVariantMap &values) -> Result<std::shared_ptr<const Step>> {
        return {std::make_shared<const TextStep>(
            TextStep::Settings{values.value(QStringLiteral("main_only")).toBool(),
                               values.value(QStringLiteral("to")).toString() == QLatin1StringView("body")})};
    };
    return kind;
}

} // namespace sluice
