// The importing thread's side of an import.
#pragma once

#include "store/command.h"

#include <condition_variable>
#include <functional>
#include <mutex>

namespace sluice {

/// Takes addresses apart on the importing thread and hands rows to the writer in pieces small enough for others
/// to get their turn in between; blocks while it is some pieces behind. One importing thread at a time.
class ImportPump
{
public:
    using Push = std::function<void(std::unique_ptr<Operation>)>;

    explicit ImportPump(Push push) : m_push(std::move(push)) {}

    void reset(); ///< a new import
    Result<void> add(const std::vector<NewJob> &jobs);
    Result<void> drain(); ///< waits until every piece is committed; the first error of any

private:
    class Piece;

    void ended(size_t rows, const Error *error);
    Result<void> waitBelow(size_t rows);

    Push m_push;
    std::mutex m_mutex;
    std::condition_variable m_progress;
    size_t m_inFlight = 0; // rows
    std::optional<Error> m_error;
};

} // namespace sluice
