#include "ui/theme/mnemonics.h"

#include <QAbstractButton>

namespace sluice {

QString mnemonicsIn(const QWidget *window)
{
    QString letters;
    for (const auto *button : window->findChildren<QAbstractButton *>()) {
        const auto text = button->text().remove(QLatin1StringView("&&"));
        const auto at = text.indexOf(u'&') + 1;
        if (at > 0 && at < text.size())
            letters += text[at].toLower();
    }
    return letters;
}

QString withMnemonic(const QString &text, QString *taken)
{
    auto result = text;
    result.replace(u'&', QLatin1StringView("&&"));
    for (qsizetype i = 0; i < result.size(); ++i) {
        const auto letter = result[i].toLower();
        if (letter.isLetter() && !taken->contains(letter)) {
            *taken += letter;
            return result.insert(i, u'&');
        }
    }
    return result;
}

} // namespace sluice
