#include "store/importpump.h"

#include "store/storetext.h"

#include <QJsonDocument>

namespace sluice {

constexpr size_t rowsPerPiece = 5'000; // some 15 ms of the writer's time
constexpr size_t mostInFlight = 2 * rowsPerPiece;

class ImportPump::Piece final : public Operation
{
public:
    Piece(ImportPump *pump, std::vector<PreparedJob> jobs) : m_pump(pump), m_jobs(std::move(jobs)) {}

    void apply(ProjectFile &file) override
    {
        file.begin();
        m_open = file.import().add(m_jobs);
    }
    void committed() override
    {
        const Error closed{ErrorKind::Internal, StoreText::tr("The import was ended before all its rows were added.")};
        m_pump->ended(m_jobs.size(), m_open ? nullptr : &closed);
    }
    void failed(const Error &error) override { m_pump->ended(m_jobs.size(), &error); }

private:
    ImportPump *m_pump;
    std::vector<PreparedJob> m_jobs;
    bool m_open = false;
};

static Result<PreparedJob> prepare(const NewJob &job)
{
    auto address = job.url.toEncoded();
    const bool usable = job.url.isLocalFile() || (job.url.isValid() && !job.url.host().isEmpty());
    if (!usable || address.contains('\0')) {
        return Error{ErrorKind::Input, StoreText::tr("%1 is neither a web address nor a file:// address.")
                                           .arg(QString::fromUtf8(address.left(200)))};
    }
    PreparedJob prepared{std::move(address), HostKey::of(job.url).name.toUtf8(), {}};
    if (!job.extra.isEmpty())
        prepared.extra = QJsonDocument(job.extra).toJson(QJsonDocument::Compact);
    return prepared;
}

void ImportPump::reset()
{
    const std::lock_guard lock(m_mutex);
    m_error.reset();
}

Result<void> ImportPump::add(const std::vector<NewJob> &jobs)
{
    for (size_t at = 0; at < jobs.size();) {
        const auto end = std::min(at + rowsPerPiece, jobs.size());
        std::vector<PreparedJob> piece;
        piece.reserve(end - at);
        for (; at < end; ++at) {
            auto prepared = prepare(jobs[at]);
            if (prepared.failed())
                return prepared.error();
            piece.push_back(std::move(prepared).value());
        }
        const auto rows = piece.size();
        auto room = waitBelow(mostInFlight - rows);
        if (!room)
            return room;
        {
            const std::lock_guard lock(m_mutex);
            m_inFlight += rows;
        }
        m_push(std::make_unique<Piece>(this, std::move(piece)));
    }
    return success();
}

Result<void> ImportPump::drain()
{
    return waitBelow(0);
}

Result<void> ImportPump::waitBelow(size_t rows)
{
    std::unique_lock lock(m_mutex);
    m_progress.wait(lock, [&] { return m_inFlight <= rows; });
    if (m_error)
        return *m_error;
    return success();
}

void ImportPump::ended(size_t rows, const Error *error)
{
    const std::lock_guard lock(m_mutex);
    m_inFlight -= rows;
    if (error && !m_error)
        m_error = *error;
    m_progress.notify_one();
}

} // namespace sluice
