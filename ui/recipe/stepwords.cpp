#include "ui/recipe/stepwords.h"

#include "core/safetext.h"
#include "processing/steptext.h"

#include <QCoreApplication>

namespace sluice {

namespace {

QString wordsOf(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool)
        return value.toBool() ? QCoreApplication::translate("StepWords", "yes")
                              : QCoreApplication::translate("StepWords", "no");
    return value.typeId() == QMetaType::QStringList ? joinWords(value.toStringList()) : value.toString();
}

} // namespace

QStringList settingsOf(const RecipeStep &step)
{
    QStringList settings;
    for (auto it = step.parameters.begin(); it != step.parameters.end(); ++it) {
        const auto line = QStringLiteral("%1=%2").arg(it.key(), wordsOf(it.value()));
        settings.append(visibleText(line, line.size() + 1));
    }
    return settings;
}

} // namespace sluice
