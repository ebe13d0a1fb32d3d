// The requests that the project's functions make of the writer.
#pragma once

#include "async/completion.h"
#include "store/command.h"

#include <functional>
#include <future>

namespace sluice {

class ClaimQuestion final : public Question
{
public:
    ClaimQuestion(ClaimRequest request, Completer<Result<Claim>> answered)
        : m_request(std::move(request)), m_answered(std::move(answered))
    {
    }

    void answer(ProjectFile &file) override
    {
        m_answered.complete(file.claims().take(m_request, file.import().visible()));
    }
    void failed(const Error &error) override { m_answered.complete(error); }

private:
    ClaimRequest m_request;
    Completer<Result<Claim>> m_answered;
};

/// Changes nothing: its turn comes when all before it is committed.
class FlushOperation final : public Operation
{
public:
    explicit FlushOperation(Completer<Result<void>> flushed) : m_flushed(std::move(flushed)) {}

    void apply(ProjectFile &) override {}
    void committed() override { m_flushed.complete(success()); }
    void failed(const Error &error) override { m_flushed.complete(Result<void>(error)); }

private:
    Completer<Result<void>> m_flushed;
};

/// Work for which a thread blocks, with its answer.
template <typename T>
class BlockingOperation final : public Operation
{
public:
    using Work = std::function<Result<T>(ProjectFile &)>;

    explicit BlockingOperation(Work work) : m_work(std::move(work)) {}
    std::future<Result<T>> future() { return m_promise.get_future(); }

    void apply(ProjectFile &file) override
    {
        file.begin();
        m_result.emplace(m_work(file));
    }
    void committed() override { m_promise.set_value(std::move(*m_result)); }
    void failed(const Error &error) override { m_promise.set_value(Result<T>(error)); }

private:
    Work m_work;
    std::optional<Result<T>> m_result;
    std::promise<Result<T>> m_promise;
};

/// Work with an answer that is given on the writer thread: nobody blocks for it.
template <typename T>
class AnsweringOperation final : public Operation
{
public:
    using Work = std::function<T(ProjectFile &)>;
    using Done = std::function<void(const Result<T> &)>;

    AnsweringOperation(Work work, Done done) : m_work(std::move(work)), m_done(std::move(done)) {}

    void apply(ProjectFile &file) override
    {
        file.begin();
        m_result.emplace(m_work(file));
    }
    void committed() override { m_done(std::move(*m_result)); }
    void failed(const Error &error) override { m_done(error); }

private:
    Work m_work;
    Done m_done;
    std::optional<T> m_result;
};

} // namespace sluice
