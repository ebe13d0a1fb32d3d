#pragma once

#include "telemetry/verdict.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace sluice {

class IconLabel;
class VerdictDetails;
struct Snapshot;

/// What holds the run back, in one sentence, and the limit that would help; or how it ended.
class VerdictBanner : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictBanner(QWidget *parent = nullptr);

    void sampled(const Snapshot &snapshot);

Q_SIGNALS:
    void applyRequested(const sluice::Verdict &verdict);

private:
    void say(const QString &sentence, QLatin1StringView sign, bool trouble);
    void offer(const Verdict &verdict, bool applicable);
    void explain();

    IconLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_apply;
    QPushButton *m_why;
    VerdictDetails *m_details = nullptr; ///< made when first asked for
    QString m_shown;
    Verdict m_verdict;
};

} // namespace sluice
