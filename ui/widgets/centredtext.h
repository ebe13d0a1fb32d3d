#pragma once

#include "ui/theme/look.h"

class QVBoxLayout;

namespace sluice {

/// A paragraph of a page that is empty: in the middle of the column, no wider than is easy to read.
void addCentredText(QVBoxLayout *column, const QString &text, Look look, QWidget *parent);

} // namespace sluice
