// Programs that stay and answer line by line.
#pragma once

#include "processing/child/childprocess.h"
#include "processing/step.h"

#include <mutex>
#include <vector>

namespace sluice {

/// As many programs as threads ask at once; each gets one JSON object a line and answers with one JSON object a line:
///
///   {"id": 7, "url": "https://…", "content_type": "…", "columns": {…}, "body": "text"}    or "file": "/path" for
///   "body"
///   {"columns": {…}, "body": "text", "content_type": "…"}                                   all of them may be left
///   out
///   {"error": "what is wrong with this one"}
///
/// "body" is text; bytes that are no UTF-8 go as a file. A program that ends, is silent for too long or answers with
/// something else fails the body it had; the next body gets a new one. They end with this object.
class CommandWorkers
{
public:
    CommandWorkers(std::chrono::seconds timeout, qint64 mostOutput) : m_timeout(timeout), m_mostOutput(mostOutput) {}

    /// Any thread. The body of the answer is empty when it had none.
    Result<StepOutput> ask(const ChildCommand &command, const StepInput &input, const CancelToken &token);

private:
    Result<std::unique_ptr<ChildProcess>> take(const ChildCommand &command);
    Result<StepOutput> read(const QByteArray &line) const;

    std::chrono::seconds m_timeout;
    qint64 m_mostOutput;
    std::mutex m_mutex; ///< guards the one below
    std::vector<std::unique_ptr<ChildProcess>> m_idle;
};

} // namespace sluice
