#pragma once

#include <QIcon>
#include <QWidget>

#include <functional>
#include <vector>

namespace sluice {

class Chip;

/// Everything, or some kinds of it: one chip each, with its count. A click shows that kind only; with Ctrl or Shift it
/// is added or taken away. Where there is too little room for their words the chips keep sign and count.
class ChipRow : public QWidget
{
    Q_OBJECT

public:
    struct Kind
    {
        QString word;
        QIcon icon;
    };

    /// `speak` says a count with its unit.
    ChipRow(const std::vector<Kind> &kinds, const QString &tipOfAll, std::function<QString(qint64)> speak,
            QWidget *parent = nullptr);

    void setTotal(qint64 count);
    void setCount(int kind, qint64 count);

    /// Empty: all.
    const std::vector<int> &chosen() const { return m_chosen; }
    void setChosen(std::vector<int> kinds);

Q_SIGNALS:
    void chosenChanged(); ///< by a person

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void clicked(int kind);
    void showChosen();

    Chip *m_all;
    std::vector<Chip *> m_chips;
    std::function<QString(qint64)> m_speak;
    std::vector<int> m_chosen;
};

} // namespace sluice
