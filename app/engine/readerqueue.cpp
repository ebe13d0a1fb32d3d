#include "engine/readerqueue.h"

#include "store/projectreader.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace sluice {

struct ReaderQueue::Private
{
    struct Question
    {
        int kind;
        Answer answer;
    };

    void serve();

    QString path;
    std::function<void(const QString &)> failed;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Question> questions;
    std::unique_ptr<ProjectReader> reader; // made and used by the thread; the lock is for interrupt()
    std::optional<int> underWay;
    bool ending = false;
    std::thread thread;
};

void ReaderQueue::Private::serve()
{
    auto opened = ProjectReader::open(path);
    if (!opened) {
        failed(opened.error().message);
        return;
    }
    std::unique_lock lock(mutex);
    reader = std::move(opened).value();
    while (!ending) {
        if (questions.empty()) {
            changed.wait(lock);
            continue;
        }
        const auto question = std::move(questions.front());
        questions.pop_front();
        underWay = question.kind;
        lock.unlock();
        question.answer(*reader);
        lock.lock();
        underWay.reset();
    }
    reader.reset();
}

ReaderQueue::ReaderQueue(const QString &projectPath, std::function<void(const QString &)> failed)
    : d(std::make_unique<Private>())
{
    d->path = projectPath;
    d->failed = std::move(failed);
    d->thread = std::thread([this] { d->serve(); });
}

ReaderQueue::~ReaderQueue()
{
    {
        const std::lock_guard lock(d->mutex);
        d->ending = true;
        d->questions.clear();
        if (d->reader)
            d->reader->interrupt();
    }
    d->changed.notify_one();
    d->thread.join();
}

void ReaderQueue::ask(int kind, bool replaces, Answer answer)
{
    const std::lock_guard lock(d->mutex);
    if (replaces) {
        std::erase_if(d->questions, [kind](const Private::Question &other) { return other.kind == kind; });
        if (d->reader && d->underWay == kind)
            d->reader->interrupt();
    }
    d->questions.push_back({kind, std::move(answer)});
    d->changed.notify_one();
}

} // namespace sluice
