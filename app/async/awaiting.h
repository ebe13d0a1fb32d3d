// What coroutines wait for, in words.
#pragma once

#include <QtGlobal>

namespace sluice::awaiting {

// Literals: an await costs no allocation. Translated in the context "Awaiting" where they are shown.
inline constexpr const char *something = QT_TRANSLATE_NOOP("Awaiting", "something");
inline constexpr const char *aPlace = QT_TRANSLATE_NOOP("Awaiting", "a free place");
inline constexpr const char *aStart = QT_TRANSLATE_NOOP("Awaiting", "a place under the limits");
inline constexpr const char *answer = QT_TRANSLATE_NOOP("Awaiting", "an answer");
inline constexpr const char *computingThread = QT_TRANSLATE_NOOP("Awaiting", "a computing thread");
inline constexpr const char *computingPlace = QT_TRANSLATE_NOOP("Awaiting", "a place before the computing threads");
inline constexpr const char *disk = QT_TRANSLATE_NOOP("Awaiting", "the disk");
inline constexpr const char *projectFile = QT_TRANSLATE_NOOP("Awaiting", "the project file");
inline constexpr const char *writerBacklog = QT_TRANSLATE_NOOP("Awaiting", "room before the project file's writer");
inline constexpr const char *moreJobs = QT_TRANSLATE_NOOP("Awaiting", "more jobs");
inline constexpr const char *time = QT_TRANSLATE_NOOP("Awaiting", "a moment to come");
inline constexpr const char *nextTry = QT_TRANSLATE_NOOP("Awaiting", "the next try");
inline constexpr const char *nudge = QT_TRANSLATE_NOOP("Awaiting", "a nudge");
inline constexpr const char *aThread = QT_TRANSLATE_NOOP("Awaiting", "a thread");
inline constexpr const char *tasks = QT_TRANSLATE_NOOP("Awaiting", "the end of its tasks");
inline constexpr const char *taskEnd = QT_TRANSLATE_NOOP("Awaiting", "the next task to end");

} // namespace sluice::awaiting
