// The recipe's window on a project and a practice server of its own.
#pragma once

#include "engine/engine.h"
#include "practice/practiceserver.h"
#include "tests/ui/cleansettings.h"
#include "ui/recipe/previewpanel.h"
#include "ui/recipe/recipemodel.h"
#include "ui/recipe/recipewindow.h"
#include "ui/recipe/stepspanel.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace sluice::test {

template <typename Widget>
Widget *named(QWidget *window, const QString &accessibleName)
{
    for (auto *widget : window->findChildren<Widget *>()) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    qFatal("no field %s", qPrintable(accessibleName));
}

class RecipeFixture
{
public:
    RecipeFixture() : m_base(m_server.start().value().toString())
    {
        if (!engine.open({}))
            qFatal("no project");
        window = std::make_unique<RecipeWindow>(&engine, nullptr);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get())) // else its shortcuts are nobody's
            qFatal("the window does not become active");
    }

    qint64 requests() const { return m_server.stats().requests; }
    RecipeModel *model() const { return window->model(); }
    StepsPanel *steps() const { return window->steps(); }

    QStringList names() const
    {
        QStringList names;
        for (const auto &step : model()->recipe().steps)
            names.append(step.name);
        return names;
    }

    /// False when there is no such button, or it cannot be pressed.
    bool press(const QString &text)
    {
        for (auto *button : window->findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == text && button->isVisible() && button->isEnabled()) {
                button->click();
                return true;
            }
        }
        return false;
    }

    bool isShown(const QString &sentence) const
    {
        const auto says = [&sentence](const auto *widget) {
            return widget->isVisible() && widget->text().contains(sentence);
        };
        return std::ranges::any_of(window->findChildren<QLabel *>(), says) ||
               std::ranges::any_of(window->findChildren<QLineEdit *>(), says);
    }

    /// On what the practice server has there.
    void tryOn(const QString &path)
    {
        auto *field = named<QLineEdit>(window->preview(), QStringLiteral("Address or file to try the steps on"));
        field->setText(m_base + path);
        QTest::keyClick(field, Qt::Key_Return);
    }

private:
    Theme m_theme;
    PracticeServer m_server;
    QString m_base;

public:
    Engine engine;
    std::unique_ptr<RecipeWindow> window;
};

} // namespace sluice::test
