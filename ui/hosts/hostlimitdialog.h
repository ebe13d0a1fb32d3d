#pragma once

#include <QDialog>

#include <optional>

namespace sluice {

class NumberSpin;

/// Asks how many requests may be under way at once to some hosts.
class HostLimitDialog : public QDialog
{
    Q_OBJECT

public:
    /// `title` names the host or says how many; `limit` is what holds now, `own` whether it is theirs alone, and
    /// `common` what holds for all others.
    HostLimitDialog(const QString &title, int limit, bool own, int common, QWidget *parent);

    NumberSpin *field() const { return m_limit; }

Q_SIGNALS:
    /// None: the common limit holds again.
    void chosen(std::optional<int> limit);

private:
    NumberSpin *m_limit;
};

} // namespace sluice
