#pragma once

#include <QObject>

class QSocketNotifier;

namespace sluice {

/// SIGINT and SIGTERM as Qt signals on the thread that made this; one instance per process.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void endRequested();

private:
    void read();

    int m_descriptor = -1;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace sluice
