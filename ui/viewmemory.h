#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace sluice {

class Engine;

/// How tables were looked at, remembered by the project: told a while after a person's last change.
class ViewMemory : public QObject
{
    Q_OBJECT

public:
    /// The engine must outlive it.
    ViewMemory(Engine *engine, QObject *parent);

    /// `view` has memory(), recall() and memoryChanged(), and outlives the last call to save() and recall(). `key` is
    /// the name of its place in the project.
    template <typename View>
    void keep(const QString &key, View *view)
    {
        m_views.push_back(
            {key, [view] { return view->memory(); }, [view](const QString &text) { view->recall(text); }, {}});
        connect(view, &View::memoryChanged, &m_delay, qOverload<>(&QTimer::start));
    }

    /// From the project that is open now.
    void recall();
    /// Does not wait: the window closes.
    void save();

private:
    void write();

    struct Kept
    {
        QString key;
        std::function<QString()> memory;
        std::function<void(const QString &)> recall;
        QString known; ///< to the project
    };

    Engine *m_engine;
    std::vector<Kept> m_views;
    QTimer m_delay;
};

} // namespace sluice
