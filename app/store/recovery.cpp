#include "store/recovery.h"

#include "store/jobcounts.h"
#include "store/jobwriter.h"
#include "store/sqlvalues.h"
#include "store/storageerror.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

namespace sluice {

static void removeUnfinishedImports(SQLite::Database &database)
{
    if (queryNumber(database, "SELECT COUNT(*) FROM imports WHERE finished_us IS NULL") == 0)
        return;
    database.exec("DELETE FROM jobs WHERE id >= (SELECT MIN(first_job) FROM imports WHERE finished_us IS NULL)");
    database.exec("DELETE FROM imports WHERE finished_us IS NULL");
}

static bool addUp(const StateCounts &counts, qint64 jobs)
{
    return counts.total() == jobs &&
           std::all_of(counts.byState.begin(), counts.byState.end(), [](qint64 n) { return n >= 0; });
}

void recover(SQLite::Database &database)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    removeUnfinishedImports(database);

    JobCounts counts(database);
    const auto running = database.exec(std::string(unstartSql) + "WHERE state = 1");
    counts.move(JobState::Running, JobState::Queued, running);
    counts.save();

    // Ids have no gaps, so the highest is the number of jobs: no need to count them each time.
    if (!addUp(counts.now(), queryNumber(database, "SELECT MAX(id) FROM jobs")) ||
        counts.now().of(JobState::Running) != 0) {
        qCWarning(storeLog) << "the counts of the project did not add up; counted again";
        database.exec("UPDATE counts SET n = (SELECT COUNT(*) FROM jobs WHERE jobs.state = counts.state)");
    }
    transaction.commit();
}

} // namespace sluice
