// Strong types for numbers that must not be mixed up. All are assigned by the store.
#pragma once

#include <QHashFunctions>
#include <QtGlobal>

namespace sluice {

/// A job's number in its project, counted from 1 in the order of the list. Never reused.
enum class JobId : qint64 {};

/// Which try of a job this is, counted from 1.
enum class AttemptNo : int {};

constexpr qint64 number(JobId id) { return static_cast<qint64>(id); }
constexpr int number(AttemptNo attempt) { return static_cast<int>(attempt); }

inline size_t qHash(JobId id, size_t seed = 0) { return ::qHash(number(id), seed); }

} // namespace sluice
