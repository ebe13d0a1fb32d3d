// A body in one piece, for steps that cannot work on pieces.
#pragma once

#include "processing/step.h"

namespace sluice {

/// Why a step failed: kind Step.
Error stepFailure(const QString &sentence);

/// All bytes of a body, those of a file read in; fails when there are more than mostBytes.
Result<QByteArray> wholeBody(const Body &body, qint64 mostBytes, const CancelToken &token);

/// What a text-like body may hold at most, unless a step knows better: 256 MiB.
constexpr qint64 mostTextBytes = qint64(256) << 20;

/// A body as a scratch file, whatever its size.
Result<Body> scratchBody(const QByteArray &bytes, const QString &contentType, const StepFolders &folders);

/// A body for the next step: in memory when it is small, else in a scratch file. Storage errors name the file.
Result<Body> bodyOf(QByteArray bytes, const QString &contentType, const StepFolders &folders);

} // namespace sluice
