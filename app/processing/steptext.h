// The command-line form of a step, taken apart but not yet understood.
#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace sluice {

struct StepText
{
    QString name;
    std::vector<std::pair<QString, QString>> options; ///< as written, quotes removed, in order
};

/// The words of a text, at white space; 'single' or "double" quotes hold a word together and are dropped. Fails when a
/// quote is left open.
Result<QStringList> splitWords(QStringView text);
/// A text that splits into these words.
QString joinWords(const QStringList &words);

/// NAME key=value key="a value with spaces" … Fails when the name is missing, a quote is left open or a word is
/// not of the form key=value.
Result<StepText> splitStepText(QStringView text);

} // namespace sluice
