// What messages of one kind have in common.
#pragma once

#include <QString>

namespace sluice {

/// The message with all that differs from job to job taken out: numbers (with their units of size or time) become
/// "N"; addresses, names of hosts, paths, long hex numbers and what stands in quotes become "…". Two failures of the
/// same cause then read the same. The number `kept` stays where it stands alone: the status in "The server answered
/// 404 Not Found."; 0: none does.
///
/// `host` is HostKey::name of the job, of which any mention is taken out, however short the name; it may be empty.
/// The result is one line of plain text, control and bidi characters made visible, of at most 200 characters; of a
/// message only the first 400 are looked at. A pattern is its own pattern.
QString messagePattern(QStringView message, QStringView host = {}, int kept = 0);

} // namespace sluice
