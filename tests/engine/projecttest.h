// A project of its own for each case, with a real engine and a real server.
#pragma once

#include "engine/engine.h"
#include "engine/listimport.h"
#include "practice/practiceserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace sluice::test {

/// Into the project that is open.
inline void addAddresses(Engine *engine, const QStringList &addresses)
{
    ListImport import(engine->store());
    QSignalSpy finished(&import, &ListImport::finished);
    import.import({ImportSource::Kind::Text, addresses.join(QLatin1Char('\n'))}, {});
    QVERIFY(finished.wait(30'000));
}

/// What such tests are derived from.
class ProjectTest : public QObject
{
protected:
    /// For init(): another server, another engine with an empty project.
    void renew()
    {
        m_engine.reset();
        m_server = std::make_unique<PracticeServer>();
        m_base = m_server->start().value().toString();
        m_engine = std::make_unique<Engine>();
        m_project = m_folder.filePath(QStringLiteral("%1.sluice").arg(++m_number));
        QVERIFY(m_engine->open(m_project));
    }

    void add(const QStringList &addresses) { addAddresses(m_engine.get(), addresses); }
    /// Of the server; %1 in the path is a number.
    void add(int count, const char *path)
    {
        QStringList addresses;
        for (int i = 0; i < count; ++i)
            addresses.append(m_base + QString::fromLatin1(path).arg(i));
        add(addresses);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeServer> m_server;
    QString m_base;
    std::unique_ptr<Engine> m_engine;
    QString m_project;

private:
    int m_number = 0;
};

} // namespace sluice::test
