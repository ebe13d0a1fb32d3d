#include "ui/recipe/commandbar.h"

#include "ui/theme/icons.h"
#include "ui/theme/look.h"
#include "ui/widgets/iconlabel.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

namespace sluice {

namespace {

constexpr int mostLinesShown = 4;

} // namespace

CommandBar::CommandBar(QWidget *parent)
    : QFrame(parent), m_question(new QLabel(this)), m_commands(new QPlainTextEdit(this)), m_allow(new QPushButton(this))
{
    setAct({});
    setLook(this, Look::Trouble);
    setAccessibleName(tr("Question about programs"));
    auto *icon = new IconLabel(16, this);
    icon->setIcon(themedIcon(QLatin1StringView("warning"), IconTone::Failed));
    m_question->setWordWrap(true);
    m_question->setTextFormat(Qt::PlainText);
    m_commands->setReadOnly(true);
    m_commands->setAccessibleName(tr("The commands"));
    m_commands->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_commands->setTabChangesFocus(true);
    m_allow->setToolTip(tr("Remembered for exactly these commands"));
    connect(m_allow, &QPushButton::clicked, this, &CommandBar::allowed);

    auto *text = new QVBoxLayout;
    text->setSpacing(6);
    text->addWidget(m_question);
    text->addWidget(m_commands);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::gap);
    row->setSpacing(metrics::gap);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addLayout(text, 1);
    row->addWidget(m_allow, 0, Qt::AlignBottom);
    hide();
}

void CommandBar::setAct(const QString &button)
{
    m_allow->setText(button.isEmpty() ? tr("A&llow") : button);
}

void CommandBar::setCommands(const QStringList &commands)
{
    setVisible(!commands.isEmpty());
    if (commands.isEmpty())
        return;
    m_question->setText(tr("This recipe starts a program on this computer for every body. Until you allow it, it is "
                           "neither tried nor applied:"));
    const int lines = std::clamp(static_cast<int>(commands.size()), 2, mostLinesShown);
    m_commands->setFixedHeight(lines * m_commands->fontMetrics().lineSpacing() + 18);
    const auto text = commands.join(u'\n');
    if (text != m_commands->toPlainText())
        m_commands->setPlainText(text);
}

} // namespace sluice
