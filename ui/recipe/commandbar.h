#pragma once

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace sluice {

/// Asks whether the programs that a recipe starts may be started. Shows every word of them.
class CommandBar : public QFrame
{
    Q_OBJECT

public:
    explicit CommandBar(QWidget *parent);

    /// Lines that are safe to show; shown while there are any.
    void setCommands(const QStringList &commands);

    /// What is done besides when they are allowed, in the words of the button; empty: nothing.
    void setAct(const QString &button);

Q_SIGNALS:
    void allowed();

private:
    QLabel *m_question;
    QPlainTextEdit *m_commands;
    QPushButton *m_allow;
};

} // namespace sluice
