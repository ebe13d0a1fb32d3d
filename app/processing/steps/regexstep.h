// A regular expression on a text.
#pragma once

#include "processing/step.h"

#include <QRegularExpression>

namespace sluice {

/// Searches the body, decoded as decodedText() says, with an expression of Perl's kind (PCRE2) that knows Unicode:
/// \w and \d take letters and digits of all scripts. Each named group becomes a column of that name; without named
/// groups the whole match becomes the column `match`. A group that took no part is null.
///
/// Of the first match, null in each column when there is none; or with `all` of every match, as arrays of equal
/// length, with their number in `match_count`.
///
/// A match is given up after ten million steps at one place of the text (a tenth of a second); then the step fails.
/// An expression that takes few steps at each of many places can still take long on a large body, and cannot be
/// cancelled within a match: hence the child process by default. Refused: bodies of more than 64 MiB, columns of
/// more than 1 MiB.
class RegexStep final : public Step
{
public:
    struct Settings
    {
        QString pattern{};
        bool ignoreCase = false;
        bool all = false;
        bool required = false; ///< no match is a failure
    };

    /// Fails with kind Input when the pattern is none, and says where.
    static Result<std::shared_ptr<const Step>> create(const Settings &settings);

    QString name() const override;
    Result<StepOutput> run(StepInput input, const StepFolders &folders, CancelToken token) const override;

    explicit RegexStep(const Settings &settings);

private:
    Result<QJsonObject> search(const QRegularExpression &expression, const QString &text,
                               const CancelToken &token) const;
    Error tooExpensive() const;

    Settings m_settings;
    QRegularExpression m_expression;
    QRegularExpression m_thorough;                 ///< the same without compiled code, whose stack is small
    std::vector<std::pair<int, QString>> m_groups; ///< number and column
};

StepKind regexStepKind();

} // namespace sluice
