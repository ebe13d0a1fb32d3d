#include "ui/widgets/messagebar.h"

#include "core/safetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/iconlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace sluice {

namespace {

/// Time to read it twice; one that offers something stays.
constexpr int noticeMs = 10'000;

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_icon(new IconLabel(16, this)), m_text(new QLabel(this)), m_offer(new QPushButton(this))
{
    setAccessibleName(tr("Message"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);

    auto *close = new QToolButton(this);
    setLook(close, Look::Flat);
    close->setIcon(themedIcon(QLatin1StringView("close"), IconTone::Dimmed));
    close->setAccessibleName(tr("Dismiss the message"));
    close->setToolTip(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_offer, &QPushButton::clicked, this, [this] {
        const auto act = m_act; // it may well present another message
        hide();
        if (act)
            act();
    });

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::cardPadding, 4, 4, 4);
    row->setSpacing(metrics::gap);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_offer);
    row->addWidget(close);
    m_offer->hide();
    m_fade.setSingleShot(true);
    m_fade.setInterval(noticeMs);
    connect(&m_fade, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void MessageBar::showTrouble(const QString &sentence, const Offer &offer)
{
    present(sentence, offer, true);
}

void MessageBar::showNotice(const QString &sentence, const Offer &offer)
{
    present(sentence, offer, false);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::withdrawOffer()
{
    if (!m_act)
        return;
    m_act = {};
    hide();
}

void MessageBar::present(const QString &sentence, const Offer &offer, bool trouble)
{
    setLook(this, trouble ? Look::Trouble : Look::Banner);
    style()->unpolish(this);
    style()->polish(this);
    const auto sign = trouble ? themedIcon(QLatin1StringView("warning"), IconTone::Failed)
                              : themedIcon(QLatin1StringView("info"), IconTone::Accent);
    m_icon->setIcon(sign);
    m_text->setText(visibleText(sentence, 2000));
    setAccessibleDescription(m_text->text());
    m_act = offer.act;
    m_offer->setText(offer.verb);
    m_offer->setVisible(!offer.verb.isEmpty());
    show();
    if (!trouble && offer.verb.isEmpty())
        m_fade.start();
    else
        m_fade.stop();
}

} // namespace sluice
