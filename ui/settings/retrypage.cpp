#include "ui/settings/retrypage.h"

#include "ui/settings/fieldrow.h"

#include <QLineEdit>
#include <QRegularExpression>

#include <algorithm>

namespace sluice {

namespace {

QString textOf(const std::vector<int> &statuses)
{
    QStringList words;
    for (const int status : statuses)
        words.append(QString::number(status));
    return words.join(QStringLiteral(", "));
}

} // namespace

RetryPage::RetryPage(QWidget *parent)
    : SettingsPage(tr("What may pass by itself is tried again: connection failures, timeouts, and the statuses below."),
                   {LimitField::Retries, LimitField::BackoffBase, LimitField::BackoffCap, LimitField::RetryAfterCap},
                   parent)
    , m_statuses(new QLineEdit(this))
{
    m_statuses->setMinimumWidth(260);
    m_row = new FieldRow(tr("Statuses to retry"), m_statuses,
                         tr("HTTP statuses after which a job is tried again, separated by commas."), {}, this);
    m_statuses->setPlaceholderText(textOf(LimitProfile().retryStatuses));
    addRow(m_row);
    connect(m_statuses, &QLineEdit::textChanged, this, [this] {
        const auto read = statuses();
        m_row->setProblem(read ? QString() : read.error().message);
        Q_EMIT changed();
    });
}

void RetryPage::load(const ProjectOptions &options)
{
    SettingsPage::load(options);
    const QSignalBlocker quiet(m_statuses);
    m_statuses->setText(textOf(options.limits.retryStatuses));
    m_row->setProblem({});
}

void RetryPage::save(ProjectOptions *options) const
{
    SettingsPage::save(options);
    options->limits.retryStatuses = statuses().value();
}

QStringList RetryPage::problems() const
{
    auto result = SettingsPage::problems();
    const auto read = statuses();
    if (!read)
        result.append(read.error().message);
    return result;
}

Result<std::vector<int>> RetryPage::statuses() const
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    std::vector<int> result;
    for (const auto &word : m_statuses->text().split(separators, Qt::SkipEmptyParts)) {
        bool ok = false;
        const int status = word.toInt(&ok);
        if (!ok || status < lowestRetryStatus || status > highestRetryStatus) {
            return Error{ErrorKind::Input, tr("“%1” is no status to retry; write numbers from %2 to %3.")
                                               .arg(word)
                                               .arg(lowestRetryStatus)
                                               .arg(highestRetryStatus)};
        }
        if (std::find(result.begin(), result.end(), status) == result.end())
            result.push_back(status);
    }
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace sluice
