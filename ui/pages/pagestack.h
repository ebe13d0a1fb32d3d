#pragma once

#include <QStackedWidget>

#include <functional>
#include <vector>

class QAction;

namespace sluice {

class PageBar;
struct Snapshot;

/// The pages of the window, of which one shows. A page is any widget with `void sampled(const Snapshot &)`; only the
/// one that shows is sampled. Its focus proxy is where the keyboard goes when it comes to the front.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PageStack(QWidget *parent);

    /// To be laid out by the owner, at the left edge.
    PageBar *bar() const { return m_bar; }

    /// At the end of the bar. The icon's name is also what the page is remembered by; `tip` says what it is for.
    template <typename Page>
    void addPage(QLatin1StringView icon, const QString &title, const QString &tip, Page *page)
    {
        add(icon, title, tip, page, [page](const Snapshot &snapshot) { page->sampled(snapshot); });
    }

    /// Brings each page to the front: Ctrl+1 and so on. For a menu.
    const QList<QAction *> &pageActions() const { return m_actions; }
    /// Without, neither the bar nor its keys are there.
    void setAvailable(bool available);

    /// By the name of its icon. Unknown ones are ignored: a page may have gone since it was remembered.
    void show(const QString &name);
    QString shown() const;

    void sampled(const Snapshot &snapshot);

Q_SIGNALS:
    /// Another page shows, which has heard nothing for a while.
    void pageShown();

private:
    void add(QLatin1StringView icon, const QString &title, const QString &tip, QWidget *page,
             std::function<void(const Snapshot &)> sample);
    void showChosen(int index);

    PageBar *m_bar;
    QStringList m_names;
    QList<QAction *> m_actions;
    std::vector<std::function<void(const Snapshot &)>> m_samples;
};

} // namespace sluice
