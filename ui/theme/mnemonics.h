// The letters that a window answers to with Alt.
#pragma once

#include <QString>

class QWidget;

namespace sluice {

/// Those of the window's buttons, in lower case.
QString mnemonicsIn(const QWidget *window);

/// The text with a sign before its first letter that is not taken yet, which then is; as it is when there is none.
/// A “&” in the text stays one.
QString withMnemonic(const QString &text, QString *taken);

} // namespace sluice
