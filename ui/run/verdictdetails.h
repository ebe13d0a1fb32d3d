#pragma once

#include <QFrame>

class QVBoxLayout;

namespace sluice {

struct Verdict;

/// Why the verdict says what it says: evidence, how the gain was reckoned, what else may be done. Opens below its
/// anchor, and closes with Esc or a click beside it. It stays as it was opened: numbers under one's eyes do not change.
class VerdictDetails : public QFrame
{
    Q_OBJECT

public:
    explicit VerdictDetails(QWidget *parent);

    void open(const Verdict &verdict, QWidget *anchor);

private:
    void fill(const Verdict &verdict);
    void addHeading(const QString &text);
    void addText(const QString &text);

    QWidget *m_content = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace sluice
