#include "processing/steps/linksstep.h"

#include "processing/stepparameter.h"
#include "processing/steps/pagelinks.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("LinksStep", text);
}

const auto pages = QLatin1StringView("pages");
const auto images = QLatin1StringView("images");

Result<DocumentTree> pageOf(const Body &body, const CancelToken &token)
{
    const auto page = textBodyOf(body, mostMarkupBytes, token);
    if (page.cancelled())
        return Cancelled{};
    if (page.failed())
        return page.error();
    const auto &utf8 = page.value().text.utf8;
    if (page.value().markup == Markup::Xml)
        return stepFailure(tr("the body is XML, not a page; the step xpath reads it"));
    if (page.value().markup == Markup::None && !utf8.trimmed().isEmpty())
        return stepFailure(tr("the body is not a page"));
    return parsedDocument(utf8, Markup::Html, token);
}

LinkKind kindNamed(const QString &name)
{
    if (name == pages)
        return LinkKind::Pages;
    return name == images ? LinkKind::Images : LinkKind::All;
}

Result<std::shared_ptr<const Step>> makeLinksStep(const QVariantMap &values)
{
    LinksStep::Settings settings;
    settings.kind = kindNamed(values.value(QStringLiteral("kind")).toString());
    settings.most = values.value(QStringLiteral("most")).toInt();
    settings.sameHost = values.value(QStringLiteral("same_host")).toBool();
    settings.toBody = values.value(QStringLiteral("to")).toString() == QLatin1StringView("body");
    return {std::make_shared<const LinksStep>(settings)};
}

} // namespace

QString LinksStep::name() const
{
    return QStringLiteral("links");
}

Result<StepOutput> LinksStep::run(StepInput input, const StepFolders &folders, CancelToken token) const
{
    const auto document = pageOf(input.body, token);
    if (document.cancelled())
        return Cancelled{};
    if (document.failed())
        return document.error();
    const auto found = pageLinks(document.value(), input.source(), m_settings.kind, m_settings.sameHost, token);
    if (found.cancelled())
        return Cancelled{};
    if (found.failed())
        return found.error();
    const auto &[addresses, title] = found.value();
    const auto handedOn = addresses.first(std::min<qsizetype>(addresses.size(), m_settings.most));
    StepOutput output{std::move(input.body), {}};
    output.columns = {{QStringLiteral("links"), QJsonArray::fromStringList(handedOn)},
                      {QStringLiteral("link_count"), addresses.size()},
                      {QStringLiteral("title"), title.isNull() ? QJsonValue() : QJsonValue(title)}};
    if (!m_settings.toBody)
        return output;
    QByteArray lines;
    for (const auto &address : handedOn)
        lines += address.toLatin1() + '\n';
    auto body = bodyOf(std::move(lines), QStringLiteral("text/plain; charset=utf-8"), folders);
    if (body.failed())
        return body.error();
    output.body = std::move(body).value();
    return output;
}

StepKind linksStepKind()
{
    StepKind kind;
    kind.name = QStringLiteral("links");
    kind.sentence = tr("Lists what a page links to, and gives its title.");
    kind.parameters = {
        choiceParameter(QStringLiteral("kind"), {pages, images, QStringLiteral("all")},
                        tr("Links to pages, the images of the page (src and srcset), or both.")),
        integerParameter(QStringLiteral("most"), 1000, 1, 100'000, {},
                         tr("At most so many links are handed on, the first ones of the page.")),
        booleanParameter(QStringLiteral("same_host"), false, tr("Only links to the page's own host.")),
        choiceParameter(QStringLiteral("to"), {QStringLiteral("columns"), QStringLiteral("body")},
                        tr("Whether the body stays, or becomes a list of the links, one a line.")),
    };
    kind.columns = {
        {QStringLiteral("links"), tr("Absolute http and https addresses, each once, without the part after #.")},
        {QStringLiteral("link_count"), tr("How many there are, before “most” cuts the list.")},
        {QStringLiteral("title"), tr("The title of the page, white space collapsed.")},
    };
    kind.make = makeLinksStep;
    return kind;
}

} // namespace sluice
