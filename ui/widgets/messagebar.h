#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace sluice {

class IconLabel;

/// What happened, at the top of the window, until it is read or another thing happens. Never a modal box.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    /// A button with a verb, and what it does.
    struct Offer
    {
        QString verb;
        std::function<void()> act;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    void showTrouble(const QString &sentence, const Offer &offer = {});
    void showNotice(const QString &sentence, const Offer &offer = {});
    QString text() const;
    /// What was offered cannot be done any more: the message goes with it. One without an offer stays.
    void withdrawOffer();

private:
    void present(const QString &sentence, const Offer &offer, bool trouble);

    IconLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_offer;
    std::function<void()> m_act;
    QTimer m_fade; ///< takes a notice away; trouble stays until it is read
};

} // namespace sluice
