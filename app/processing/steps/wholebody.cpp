#include "processing/steps/wholebody.h"

#include "processing/steps/bodydevice.h"

#include <QCoreApplication>

namespace sluice {

namespace {

constexpr qint64 mostInMemory = 16 << 20;
constexpr qint64 pieceSize = 1 << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("WholeBody", text);
}

Error tooLarge(qint64 mostBytes)
{
    return stepFailure(tr("the body is larger than %1 MiB").arg(mostBytes >> 20));
}

} // namespace

Error stepFailure(const QString &sentence)
{
    return {ErrorKind::Step, sentence};
}

Result<QByteArray> wholeBody(const Body &body, qint64 mostBytes, const CancelToken &token)
{
    if (!body.isFile())
        return body.data.size() <= mostBytes ? Result<QByteArray>(body.data) : tooLarge(mostBytes);
    BodyDevice device(body, token);
    if (!device.openForReading())
        return stepFailure(tr("the file cannot be opened: %1").arg(device.errorString()));
    if (device.size() > mostBytes)
        return tooLarge(mostBytes);
    QByteArray bytes;
    bytes.reserve(device.size());
    while (true) {
        const auto piece = device.read(pieceSize);
        if (token.isCancelled())
            return Cancelled{};
        bytes.append(piece);
        if (bytes.size() > mostBytes) // a device without a size of its own
            return tooLarge(mostBytes);
        if (piece.isEmpty())
            break;
    }
    if (!device.wasReadPastEnd())
        return stepFailure(tr("the file cannot be read: %1").arg(device.errorString()));
    return bytes;
}

Result<Body> scratchBody(const QByteArray &bytes, const QString &contentType, const StepFolders &folders)
{
    Body body;
    body.contentType = contentType;
    body.file = newScratchPath(folders.scratch);
    body.scratch = std::make_shared<const ScratchFile>(body.file);
    QFile file(body.file);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered) ||
        file.write(bytes) != bytes.size())
        return Error{ErrorKind::Storage, tr("cannot write %1: %2").arg(body.file, file.errorString())};
    return body;
}

Result<Body> bodyOf(QByteArray bytes, const QString &contentType, const StepFolders &folders)
{
    if (bytes.size() > mostInMemory && !folders.scratch.isEmpty())
        return scratchBody(bytes, contentType, folders);
    return Body{std::move(bytes), {}, contentType};
}

} // namespace sluice
