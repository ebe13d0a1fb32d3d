// Questions to a project, answered one after another off the calling thread.
#pragma once

#include <QString>

#include <functional>
#include <memory>

namespace sluice {

class ProjectReader;

/// One connection and the thread that reads on it. Made, asked and destroyed on one thread; destroying it interrupts
/// the question under way, drops the others and waits for the thread.
class ReaderQueue
{
public:
    using Answer = std::function<void(ProjectReader &)>;

    /// When the project cannot be read, `failed` is told why, on the thread, and no question is answered.
    ReaderQueue(const QString &projectPath, std::function<void(const QString &sentence)> failed);
    ~ReaderQueue();

    /// Answered on the thread, after those asked before. `replaces`: one of the same kind that still waits is dropped,
    /// and one under way interrupted.
    void ask(int kind, bool replaces, Answer answer);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
