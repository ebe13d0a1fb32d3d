#include "store/migrations.h"

#include "store/projectidentity.h"
#include "store/sqlvalues.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <array>

namespace sluice {

namespace {

// Times are microseconds since 1970, UTC. What is absent is NULL. JSON is compact text.
// jobs.id counts from 1 without gaps: an unfinished import is always the tail and goes as a whole.
// The frequent columns of jobs come first; final_url is there only where it differs from url.
// Partial indexes hold only what is still to do (or went wrong), so that success costs nothing to keep.
constexpr const char *firstFormat = R"sql(
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE hosts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE imports (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, first_job INTEGER NOT NULL, jobs INTEGER NOT NULL DEFAULT 0,
        started_us INTEGER NOT NULL, finished_us INTEGER);
    CREATE TABLE columns (
        kind TEXT NOT NULL CHECK (kind IN ('extra', 'result')), position INTEGER NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (kind, position), UNIQUE (kind, name)) WITHOUT ROWID;
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY, host_id INTEGER NOT NULL REFERENCES hosts, state INTEGER NOT NULL,
        attempts INTEGER NOT NULL, last_attempt INTEGER NOT NULL, status INTEGER, bytes INTEGER, took_us INTEGER,
        started_us INTEGER, due_us INTEGER, url TEXT NOT NULL, extra TEXT, final_url TEXT, content_type TEXT,
        error_kind TEXT, error TEXT, path TEXT, columns TEXT);
    CREATE INDEX jobs_ready ON jobs (host_id, id) WHERE state = 0;
    CREATE INDEX jobs_running ON jobs (state) WHERE state = 1;
    CREATE INDEX jobs_due ON jobs (due_us, id) WHERE state = 2;
    CREATE INDEX jobs_failed ON jobs (state) WHERE state = 4;
    CREATE TABLE attempts (
        job_id INTEGER NOT NULL REFERENCES jobs, attempt INTEGER NOT NULL, state INTEGER NOT NULL,
        started_us INTEGER NOT NULL, took_us INTEGER NOT NULL, status INTEGER, bytes INTEGER NOT NULL,
        error_kind TEXT, error TEXT, timings TEXT, headers BLOB);
    CREATE UNIQUE INDEX attempts_of_job ON attempts (job_id, attempt);
    CREATE TABLE series (
        second_us INTEGER NOT NULL, finished INTEGER NOT NULL, failed INTEGER NOT NULL, bytes INTEGER NOT NULL,
        in_flight INTEGER NOT NULL, permits INTEGER NOT NULL, cpu_busy INTEGER NOT NULL, cpu_slots INTEGER NOT NULL,
        first_byte_p50 REAL NOT NULL, first_byte_p99 REAL NOT NULL, loop_lag REAL NOT NULL, mark TEXT);
    CREATE TABLE counts (state INTEGER PRIMARY KEY, n INTEGER NOT NULL);
    INSERT INTO counts (state, n) VALUES (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0);
)sql";

constexpr const char *cpuQueue = "ALTER TABLE series ADD COLUMN cpu_queue INTEGER NOT NULL DEFAULT 0";

// A commit holds the attempts from first_attempt (a rowid of attempts) up to the next one's; it is noted in the one
// after it. series.details and the runs' columns are JSON.
constexpr const char *whatHeldItBack = R"sql(
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY, started_us INTEGER NOT NULL, ended_us INTEGER, ending TEXT, options TEXT NOT NULL,
        environment TEXT NOT NULL, summary TEXT);
    ALTER TABLE series ADD COLUMN run_id INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE series ADD COLUMN details TEXT;
    ALTER TABLE attempts ADD COLUMN phase TEXT;
    ALTER TABLE attempts ADD COLUMN reused INTEGER;
    ALTER TABLE attempts ADD COLUMN http_version TEXT;
    ALTER TABLE jobs ADD COLUMN error_phase TEXT;
    ALTER TABLE jobs ADD COLUMN asked_to_wait INTEGER;
    CREATE TABLE commits (first_attempt INTEGER PRIMARY KEY, committed_us INTEGER NOT NULL);
)sql";

// Jobs as they were before a change of many at once: store/undojournal.h.
constexpr const char *undoing = R"sql(
    CREATE TABLE undo_jobs (
        change_id INTEGER NOT NULL, job_id INTEGER NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL,
        last_attempt INTEGER NOT NULL, status INTEGER, bytes INTEGER, took_us INTEGER, started_us INTEGER,
        due_us INTEGER, final_url TEXT, content_type TEXT, error_kind TEXT, error TEXT, path TEXT, columns TEXT,
        error_phase TEXT, asked_to_wait INTEGER, PRIMARY KEY (change_id, job_id)) WITHOUT ROWID;
)sql";

// Append only: projects in the field stand at any of these numbers.
constexpr std::array steps{firstFormat, cpuQueue, whatHeldItBack, undoing};

} // namespace

int formatVersion()
{
    return static_cast<int>(steps.size());
}

void migrate(SQLite::Database &database)
{
    const auto have = static_cast<size_t>(queryNumber(database, "PRAGMA user_version"));
    if (have >= steps.size())
        return;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec("PRAGMA application_id=" + std::to_string(projectApplicationId));
    for (size_t step = have; step < steps.size(); ++step)
        database.exec(steps[step]);
    database.exec("PRAGMA user_version=" + std::to_string(steps.size()));
    transaction.commit();
}

} // namespace sluice
