#include "ui/windowlayout.h"

#include "ui/pages/pagestack.h"

#include <QAction>
#include <QMainWindow>
#include <QSettings>
#include <QSplitter>

namespace sluice {

namespace {

const auto geometryKey = QStringLiteral("window/geometry");
const auto acrossKey = QStringLiteral("window/across");
const auto downKey = QStringLiteral("window/down");
const auto pageKey = QStringLiteral("window/page");
const auto chartsKey = QStringLiteral("window/charts");
const auto detailsKey = QStringLiteral("window/details");

constexpr QSize firstSize(1280, 800);

} // namespace

void WindowLayout::restore() const
{
    const QSettings settings;
    if (!window->restoreGeometry(settings.value(geometryKey).toByteArray()))
        window->resize(firstSize);
    if (!across->restoreState(settings.value(acrossKey).toByteArray()))
        across->setSizes({300, 860});
    if (!down->restoreState(settings.value(downKey).toByteArray()))
        down->setSizes({440, 168});
    pages->show(settings.value(pageKey).toString());
    showCharts->setChecked(settings.value(chartsKey, true).toBool());
    showDetails->setChecked(settings.value(detailsKey, true).toBool());
}

void WindowLayout::save() const
{
    QSettings settings;
    settings.setValue(geometryKey, window->saveGeometry());
    settings.setValue(acrossKey, across->saveState());
    settings.setValue(downKey, down->saveState());
    settings.setValue(pageKey, pages->shown());
    settings.setValue(chartsKey, showCharts->isChecked());
    settings.setValue(detailsKey, showDetails->isChecked());
}

} // namespace sluice
