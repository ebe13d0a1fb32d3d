#pragma once

#include <QFrame>

class QLabel;

namespace sluice {

class IconLabel;
struct Snapshot;

/// What holds the run back, in one sentence; or how it ended.
class VerdictBanner : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictBanner(QWidget *parent = nullptr);

    void sampled(const Snapshot &snapshot);

private:
    void say(const QString &sentence, QLatin1StringView sign, bool trouble);

    IconLabel *m_icon;
    QLabel *m_text;
    QString m_shown;
};

} // namespace sluice
