// The ways out of a chart: table, clipboard, files.
#include "ui/charts/charttabledialog.h"
#include "ui/charts/runchart.h"
#include "ui/charts/runseries.h"
#include "ui/charts/timeline.h"
#include "ui/theme/icons.h"

#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace sluice {

namespace {

constexpr int pictureScale = 2; // sharp on screens of today and in print

QImage pictureOf(const RunChart &chart)
{
    QImage image(chart.size() * pictureScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(pictureScale);
    QPainter painter(&image);
    chart.paintPicture(&painter);
    return image;
}

QByteArray svgOf(const RunChart &chart)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(chart.size());
    generator.setViewBox(QRect(QPoint(), chart.size()));
    generator.setTitle(chart.spec().title);
    generator.setDescription(chart.summary());
    QPainter painter(&generator);
    chart.paintPicture(&painter);
    painter.end();
    return buffer.data();
}

QByteArray pngOf(const RunChart &chart)
{
    QBuffer buffer;
    pictureOf(chart).save(&buffer, "PNG");
    return buffer.data();
}

Result<void> writeWhole(const QString &fileName, const QByteArray &content)
{
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return Error{ErrorKind::Storage, RunChart::tr("%1 could not be written: %2").arg(fileName, file.errorString())};
    }
    return success();
}

} // namespace

ChartTable RunChart::table() const
{
    return m_series ? chartTable(m_spec, *m_series, m_timeline->from(), m_timeline->to()) : ChartTable();
}

void RunChart::copyTable() const
{
    QGuiApplication::clipboard()->setText(toText(table()));
}

void RunChart::copyPicture() const
{
    QGuiApplication::clipboard()->setImage(pictureOf(*this));
}

void RunChart::showTable()
{
    const auto shown = table(); // the chart goes on meanwhile
    auto *dialog = new ChartTableDialog(m_spec.title, summary(), shown, window());
    connect(dialog, &ChartTableDialog::copyRequested, this,
            [shown] { QGuiApplication::clipboard()->setText(toText(shown)); });
    dialog->show();
}

Result<void> RunChart::save(const QString &fileName) const
{
    const auto suffix = QFileInfo(fileName).suffix().toLower();
    if (suffix == u"png")
        return writeWhole(fileName, pngOf(*this));
    if (suffix == u"svg")
        return writeWhole(fileName, svgOf(*this));
    return saveTable(table(), fileName);
}

QMenu *RunChart::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->addAction(themedIcon(QLatin1StringView("list")), tr("Show as a &table"), this, &RunChart::showTable);
    menu->addSeparator();
    menu->addAction(themedIcon(QLatin1StringView("copy")), tr("&Copy the table"), this, &RunChart::copyTable);
    menu->addAction(tr("Copy the &picture"), this, &RunChart::copyPicture);
    menu->addAction(themedIcon(QLatin1StringView("export")), tr("&Save picture or table…"), this,
                    &RunChart::askWhereToSave);
    return menu;
}

void RunChart::askWhereToSave()
{
    auto *dialog = new QFileDialog(window(), tr("Save “%1”").arg(m_spec.title));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Picture (*.png)"), tr("Drawing (*.svg)"), tr("Table (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("png"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QLatin1StringView("*."), 1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &fileName) {
        const auto saved = save(fileName);
        if (!saved)
            Q_EMIT trouble(saved.error().message);
    });
    dialog->open();
}

void RunChart::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = makeMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

} // namespace sluice
