#pragma once

#include "engine/listimport.h"

#include <QUrl>

#include <memory>

namespace sluice {

class Actions;
class Engine;
class PracticeServer;

/// The practice server in the window: started by a person, runs as long as the window, fills the queue on demand.
class PracticeController : public QObject
{
    Q_OBJECT

public:
    PracticeController(Engine *engine, Actions *actions, QObject *parent = nullptr);
    ~PracticeController() override;

    /// Starts the server if need be and adds n practice addresses.
    void fill(int n);
    QUrl address() const { return m_address; }

Q_SIGNALS:
    void addressChanged(const QString &address); ///< empty: not running
    void notice(const QString &sentence);
    void trouble(const QString &sentence);

private:
    bool ensureStarted();
    void stopServer();
    void take(const Result<ImportReport> &report);

    Engine *m_engine;
    Actions *m_actions;
    std::unique_ptr<PracticeServer> m_server;
    QUrl m_address;
    std::unique_ptr<ListImport> m_import;
};

} // namespace sluice
