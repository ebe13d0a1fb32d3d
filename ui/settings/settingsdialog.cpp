#include "ui/settings/settingsdialog.h"

#include "engine/engine.h"
#include "ui/settings/limitspage.h"
#include "ui/settings/requestspage.h"
#include "ui/settings/retrypage.h"
#include "ui/settings/storagepage.h"
#include "ui/theme/look.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QStackedWidget>

namespace sluice {

namespace {

/// Limits that are those of a profile carry its name, also when each was set by hand.
QString nameOfLimits(LimitProfile limits)
{
    for (const auto &profile : namedProfiles()) {
        limits.name = profile.name;
        if (limits == profile)
            return profile.name;
    }
    return QStringLiteral("custom");
}

} // namespace

SettingsDialog::SettingsDialog(Engine *engine, QWidget *parent)
    : QDialog(parent), m_engine(engine), m_messages(new MessageBar(this))
{
    setWindowTitle(tr("Settings of this project"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 600);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(metrics::cardPadding);
    column->addWidget(buildProfiles());
    column->addWidget(m_messages);
    column->addWidget(buildPages(), 1);
    column->addWidget(buildButtons());
    connect(engine, &Engine::optionsChanged, this, [this] {
        if (!m_applying)
            load(); // the toolbar changed them: what is in force comes first
    });
    connect(engine, &Engine::projectChanged, this, &QWidget::close);
    load();
    m_list->setFocus();
}

int SettingsDialog::pageCount() const
{
    return m_list->count();
}

void SettingsDialog::showPage(int index)
{
    m_list->setCurrentRow(index);
}

QWidget *SettingsDialog::buildProfiles()
{
    m_profile = new QComboBox(this);
    m_profile->setAccessibleName(tr("Profile"));
    m_profile->addItem(tr("Choose…"));
    for (const auto &profile : namedProfiles()) {
        m_profile->addItem(tr("%1: %2 in flight, %3 per host, %4 retries")
                               .arg(profile.name)
                               .arg(profile.inFlight)
                               .arg(profile.perHost)
                               .arg(profile.retries),
                           profile.name);
    }
    connect(m_profile, &QComboBox::activated, this, &SettingsDialog::loadProfile);
    auto *label = new QLabel(tr("&Fill in from profile"), this);
    label->setBuddy(m_profile);
    auto *hint = new QLabel(tr("polite asks little of servers; stress is for servers of your own"), this);
    setLook(hint, Look::Dimmed);

    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addWidget(label);
    row->addWidget(m_profile);
    row->addWidget(hint);
    row->addStretch();
    return box;
}

QWidget *SettingsDialog::buildPages()
{
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setFixedWidth(150);
    m_stack = new QStackedWidget(this);
    m_pages = {new LimitsPage(this),     new TimeoutsPage(this), new RetryPage(this),
               new ProcessingPage(this), new StoragePage(this),  new RequestsPage(this)};
    for (auto *page : m_pages) {
        auto *scroll = new QScrollArea(this);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setWidget(page);
        m_stack->addWidget(scroll);
        m_list->addItem(page->title());
        connect(page, &SettingsPage::changed, this, &SettingsDialog::noteChange);
    }
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_list->setCurrentRow(0);

    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::betweenCards);
    row->addWidget(m_list);
    row->addWidget(m_stack, 1);
    return box;
}

QWidget *SettingsDialog::buildButtons()
{
    m_apply = new QPushButton(tr("&Apply"), this);
    auto *ok = new QPushButton(tr("&OK"), this);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    setLook(ok, Look::Primary);
    ok->setDefault(true);
    connect(m_apply, &QPushButton::clicked, this, &SettingsDialog::apply);
    connect(ok, &QPushButton::clicked, this, [this] {
        if (apply())
            accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::gap);
    row->addStretch();
    for (auto *button : {cancel, m_apply, ok})
        row->addWidget(button);
    return box;
}

void SettingsDialog::load()
{
    m_options = m_engine->options();
    for (auto *page : m_pages)
        page->load(m_options);
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(m_options.limits.name)));
    m_apply->setEnabled(false);
}

void SettingsDialog::loadProfile(int index)
{
    const auto profile = namedProfile(m_profile->itemData(index).toString());
    if (!profile)
        return;
    // Only the limits: recipe, folder and headers stay as they are on the pages.
    auto filled = m_options;
    for (const auto *page : m_pages) {
        if (page->problems().isEmpty())
            page->save(&filled);
    }
    filled.limits = profile.value();
    for (auto *page : m_pages)
        page->load(filled);
    m_apply->setEnabled(true);
}

void SettingsDialog::noteChange()
{
    m_apply->setEnabled(true);
}

bool SettingsDialog::apply()
{
    auto options = m_options;
    for (size_t i = 0; i < m_pages.size(); ++i) {
        const auto problems = m_pages[i]->problems();
        if (!problems.isEmpty()) {
            showPage(static_cast<int>(i));
            m_messages->showTrouble(problems.first());
            return false;
        }
        m_pages[i]->save(&options);
    }
    options.limits.name = nameOfLimits(options.limits);
    const QScopedValueRollback guard(m_applying, true);
    const auto done = m_engine->setOptions(options, tr("you"));
    if (done.failed()) {
        m_messages->showTrouble(done.error().message);
        return false;
    }
    m_messages->hide();
    load();
    return true;
}

} // namespace sluice
