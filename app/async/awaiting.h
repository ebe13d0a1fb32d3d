// What coroutines wait for, in words.
#pragma once

#include <QtGlobal>

namespace sluice::awaiting {

// Arrays, each at one address in the program: an await costs no allocation, and who compares may compare addresses.
// Translated in the context "Awaiting" where they are shown.
inline constexpr char something[] = QT_TRANSLATE_NOOP("Awaiting", "something");
inline constexpr char aPlace[] = QT_TRANSLATE_NOOP("Awaiting", "a free place");
inline constexpr char aStart[] = QT_TRANSLATE_NOOP("Awaiting", "a place under the limits");
inline constexpr char answer[] = QT_TRANSLATE_NOOP("Awaiting", "an answer");
inline constexpr char computingThread[] = QT_TRANSLATE_NOOP("Awaiting", "a computing thread");
inline constexpr char computingPlace[] = QT_TRANSLATE_NOOP("Awaiting", "a place before the computing threads");
inline constexpr char disk[] = QT_TRANSLATE_NOOP("Awaiting", "the disk");
inline constexpr char projectFile[] = QT_TRANSLATE_NOOP("Awaiting", "the project file");
inline constexpr char writerBacklog[] = QT_TRANSLATE_NOOP("Awaiting", "room before the project file's writer");
inline constexpr char moreJobs[] = QT_TRANSLATE_NOOP("Awaiting", "more jobs");
inline constexpr char time[] = QT_TRANSLATE_NOOP("Awaiting", "a moment to come");
inline constexpr char nextTry[] = QT_TRANSLATE_NOOP("Awaiting", "the next try");
inline constexpr char nudge[] = QT_TRANSLATE_NOOP("Awaiting", "a nudge");
inline constexpr char aThread[] = QT_TRANSLATE_NOOP("Awaiting", "a thread");
inline constexpr char tasks[] = QT_TRANSLATE_NOOP("Awaiting", "the end of its tasks");
inline constexpr char taskEnd[] = QT_TRANSLATE_NOOP("Awaiting", "the next task to end");

} // namespace sluice::awaiting
