#include "ui/settings/requestspage.h"

#include "ui/settings/fieldrow.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QPlainTextEdit>

namespace sluice {

RequestsPage::RequestsPage(QWidget *parent)
    : SettingsPage(tr("What every request carries, and what makes it. Applies from the next start on."), {}, parent)
    , m_headers(new QPlainTextEdit(this))
    , m_engine(new QComboBox(this))
{
    m_headers->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_headers->setPlaceholderText(QStringLiteral("Accept-Language: en\nUser-Agent: my-research/1.0 (me@example.org)"));
    m_headers->setTabChangesFocus(true);
    m_headers->setFixedSize(400, 110);
    m_headers->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_headersRow = new FieldRow(tr("Headers"), m_headers,
                                tr("Sent with every request, one “Name: value” a line. Secrets such as Authorization "
                                   "or Cookie are not written to the project: they last until it is closed."),
                                {}, this);
    addRow(m_headersRow);
    m_engine->addItem(tr("libcurl"), QStringLiteral("curl"));
    m_engine->addItem(tr("Qt Network"), QStringLiteral("qt"));
    addRow(new FieldRow(tr("Fetch engine"), m_engine,
                        tr("What makes the requests. libcurl is several times faster and measures every phase."),
                        tr("default: libcurl"), this));
    connect(m_headers, &QPlainTextEdit::textChanged, this, [this] {
        const auto read = headers();
        m_headersRow->setProblem(read ? QString() : read.error().message);
        Q_EMIT changed();
    });
    connect(m_engine, &QComboBox::currentIndexChanged, this, &SettingsPage::changed);
}

void RequestsPage::load(const ProjectOptions &options)
{
    QStringList lines;
    for (const auto &[name, value] : options.headers)
        lines.append(QString::fromUtf8(name + ": " + value));
    const QSignalBlocker quietHeaders(m_headers);
    const QSignalBlocker quietEngine(m_engine);
    m_headers->setPlainText(lines.join(u'\n'));
    m_headersRow->setProblem({});
    m_engine->setCurrentIndex(m_engine->findData(options.fetchEngine));
}

void RequestsPage::save(ProjectOptions *options) const
{
    options->headers = headers().value();
    options->fetchEngine = m_engine->currentData().toString();
}

QStringList RequestsPage::problems() const
{
    const auto read = headers();
    return read ? QStringList() : QStringList(read.error().message);
}

Result<RequestsPage::Headers> RequestsPage::headers() const
{
    Headers result;
    for (const auto &line : m_headers->toPlainText().split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const auto header = parseHeaderOption(line);
        if (!header)
            return header.error();
        result.append(header.value());
    }
    return result;
}

} // namespace sluice
