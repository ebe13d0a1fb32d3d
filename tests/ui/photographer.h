// Takes pictures of the window and its dialogs.
#pragma once

#include "engine/engine.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include <cstdio>

namespace sluice {

class Photographer
{
public:
    Photographer(Theme *theme, MainWindow *window, const QDir &folder)
        : m_theme(theme), m_window(window), m_folder(folder)
    {
    }

    const QDir &folder() const { return m_folder; }

    /// The window in both themes and sizes; `usual`: in the size too that it has at first.
    void window(const QString &name, bool usual = false)
    {
        std::vector sizes{QSize(1600, 1000), QSize(1024, 640)};
        if (usual)
            sizes.insert(sizes.begin(), QSize(1280, 800));
        for (const auto &size : sizes) {
            m_window->resize(size);
            inBothThemes([&](const QString &theme) {
                save(*m_window, QStringLiteral("%1-%2-%3").arg(name, theme).arg(size.width()));
            });
        }
    }

    /// The dialog that is open, in both themes.
    void dialog(QWidget *dialog, const QString &name)
    {
        inBothThemes([&](const QString &theme) { save(*dialog, QStringLiteral("%1-%2").arg(name, theme)); });
    }

    /// Another window, in both themes and at these sizes.
    void window(QWidget *other, const QString &name, const std::vector<QSize> &sizes)
    {
        for (const auto &size : sizes) {
            other->resize(size);
            dialog(other, QStringLiteral("%1-%2").arg(name).arg(size.width()));
        }
    }

    int failures() const { return m_failures; }

private:
    template <typename Act>
    void inBothThemes(Act act)
    {
        for (const auto scheme : {ColourScheme::Dark, ColourScheme::Light}) {
            m_theme->setScheme(scheme);
            QTest::qWait(400); // the next samples draw charts and table
            act(scheme == ColourScheme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
        }
    }

    void save(QWidget &widget, const QString &name)
    {
        const auto file = m_folder.filePath(name + QStringLiteral(".png"));
        const bool saved = widget.grab().save(file);
        std::printf("%s %s\n", saved ? "saved" : "NOT SAVED", qPrintable(file));
        m_failures += saved ? 0 : 1;
    }

    Theme *m_theme;
    MainWindow *m_window;
    QDir m_folder;
    int m_failures = 0;
};

inline void setInFlight(Engine *engine, int inFlight, int perHost)
{
    auto options = engine->options();
    options.limits.inFlight = inFlight;
    options.limits.perHost = perHost;
    options.limits.name = QStringLiteral("custom");
    const auto done = engine->setOptions(options, QStringLiteral("you"));
    if (!done)
        std::printf("limits refused: %s\n", qPrintable(done.error().message));
}

template <typename Dialog>
Dialog *openDialog(MainWindow *window)
{
    return QTest::qWaitFor([window] { return window->findChild<Dialog *>() != nullptr; }, 2'000)
               ? window->findChild<Dialog *>()
               : nullptr;
}

} // namespace sluice
