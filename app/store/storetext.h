#pragma once

#include <QCoreApplication>

namespace sluice {

/// The translation context of the folder's sentences: StoreText::tr("...").
class StoreText
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Store)
};

} // namespace sluice
