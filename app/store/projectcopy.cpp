#include "store/projectcopy.h"

#include "store/database.h"
#include "store/storageerror.h"

#include <SQLiteCpp/Statement.h>

#include <QCoreApplication>
#include <QFile>

namespace sluice {

Result<void> copyProject(const QString &from, const QString &to)
{
    if (QFile::exists(to)) {
        return Error{ErrorKind::Storage,
                     QCoreApplication::translate("ProjectCopy", "%1 exists already. Choose another name.").arg(to)};
    }
    try {
        auto database = openForReading(from);
        database.exec("PRAGMA query_only=OFF"); // the copy counts as writing
        SQLite::Statement copy(database, "VACUUM INTO ?");
        copy.bind(1, to.toStdString());
        copy.exec();
    } catch (const SQLite::Exception &fault) {
        QFile::remove(to);
        return storageError(fault, to);
    }
    return success();
}

} // namespace sluice
