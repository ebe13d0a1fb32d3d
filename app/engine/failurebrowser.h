// The failures of a project in groups, read off the GUI thread.
#pragma once

#include "core/result.h"
#include "store/failureboard.h"

#include <QObject>

#include <memory>

namespace sluice {

/// Blocking; also while another process works on the project. With what the project ignores, marked, and nothing else
/// ignored.
Result<FailureBoard> readFailureBoard(const QString &projectPath, bool byHost);

/// Made, called and answered on one thread, reading on its own. Destroying it interrupts.
class FailureBrowser : public QObject
{
    Q_OBJECT

public:
    explicit FailureBrowser(const QString &projectPath, QObject *parent = nullptr);
    ~FailureBrowser() override;

    /// Answered by boardReady() or readFailed(). A question under way is interrupted and not answered.
    void request(const FailureQuery &query);

Q_SIGNALS:
    void boardReady(const sluice::FailureBoard &board);
    void readFailed(const QString &sentence);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
