// Programs that stay and answer line by line.
#pragma once

#include "processing/child/childprocess.h"
#include "processing/step.h"

#include <mutex>
#include <optional>
#include <vector>

namespace sluice {

/// As many programs as threads ask at once; each gets one JSON object a line and answers with one JSON object a line:
///
///   {"id": 7, "url": "https://…", "content_type": "…", "columns": {…}, "body": "text"}    or "file": "/path" for
///   "body"
///   {"id": 7, "columns": {…}, "body": "text", "content_type": "…"}
///   {"id": 7, "error": "what is wrong with this one"}
///
/// All of an answer may be left out: without "body" the body goes on as it is; an "id" is checked when it is there.
/// "body" is text; bytes that are no UTF-8 go as a file. A program that ends, is silent for too long, answers with
/// something else or says more than one line fails the body it had, and the next body gets a new program. They end
/// with this object.
class CommandWorkers
{
public:
    CommandWorkers(std::chrono::seconds timeout, qint64 mostOutput) : m_timeout(timeout), m_mostOutput(mostOutput) {}

    struct Answer
    {
        std::optional<QByteArray> body{};
        QString contentType{};
        QJsonObject columns{};
        std::optional<QString> error{};
    };
    /// Any thread.
    Result<Answer> ask(const ChildCommand &command, const StepInput &input, const CancelToken &token);

private:
    Result<std::unique_ptr<ChildProcess>> take(const ChildCommand &command);

    std::chrono::seconds m_timeout;
    qint64 m_mostOutput;
    std::mutex m_mutex; ///< guards the one below
    std::vector<std::unique_ptr<ChildProcess>> m_idle;
};

} // namespace sluice
