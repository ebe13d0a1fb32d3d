#include "processing/child/childprotocol.h"

#include "processing/steps/wholebody.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonDocument>
#include <QtEndian>

namespace sluice {

namespace {

constexpr qsizetype headSize = 4;
constexpr qsizetype mostThroughPipe = 64 * 1024;

enum class Ending : quint8 { Succeeded, Failed, Cancelled };

/// Collects a frame behind room for its head.
class FrameWriter
{
public:
    FrameWriter() : m_stream(&m_bytes, QIODevice::WriteOnly)
    {
        m_stream.setVersion(QDataStream::Qt_6_4);
        m_stream << quint32(0);
    }

    QDataStream &stream() { return m_stream; }
    QByteArray frame()
    {
        qToLittleEndian<quint32>(static_cast<quint32>(m_bytes.size() - headSize), m_bytes.data());
        return m_bytes;
    }

private:
    QByteArray m_bytes;
    QDataStream m_stream;
};

class FrameReader
{
public:
    explicit FrameReader(const QByteArray &frame)
        : m_bytes(QByteArray::fromRawData(frame.constData() + headSize, frame.size() - headSize)), m_stream(m_bytes)
    {
        m_stream.setVersion(QDataStream::Qt_6_4);
    }

    QDataStream &stream() { return m_stream; }
    bool isWhole() const { return m_stream.status() == QDataStream::Ok && m_stream.atEnd(); }

private:
    QByteArray m_bytes;
    QDataStream m_stream;
};

QByteArray asJson(const QJsonObject &columns)
{
    return columns.isEmpty() ? QByteArray() : QJsonDocument(columns).toJson(QJsonDocument::Compact);
}

QJsonObject fromJson(const QByteArray &json)
{
    return json.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(json).object();
}

void write(QDataStream &stream, const Body &body)
{
    stream << body.file << (body.isFile() ? QByteArray() : body.data) << body.contentType << (body.scratch != nullptr);
}

/// A scratch file that comes from the other end is ours now.
void read(QDataStream &stream, Body *body, bool takeOver)
{
    bool isScratch = false;
    stream >> body->file >> body->data >> body->contentType >> isScratch;
    if (isScratch && takeOver)
        body->scratch = std::make_shared<const ScratchFile>(body->file);
}

} // namespace

QByteArray frameOf(const ChildSetup &setup)
{
    FrameWriter writer;
    writer.stream() << setup.steps << setup.folders.out << setup.folders.scratch << setup.limits.memoryBytes
                    << qint64(setup.limits.time.count());
    return writer.frame();
}

Result<QByteArray> frameOf(StepInput *input, const StepFolders &folders)
{
    if (const auto shipped = shipAsFile(&input->body, folders); !shipped)
        return shipped.error();
    FrameWriter writer;
    write(writer.stream(), input->body);
    writer.stream() << asJson(input->columns) << number(input->job) << input->url.toEncoded()
                    << input->finalUrl.toEncoded();
    return writer.frame();
}

QByteArray frameOf(const ChildAnswer &answer)
{
    FrameWriter writer;
    const auto ending = answer.state               ? Ending::Succeeded
                        : answer.state.cancelled() ? Ending::Cancelled
                                                   : Ending::Failed;
    writer.stream() << static_cast<quint8>(ending) << qint64(answer.ran.count()) << answer.sameBody;
    if (ending == Ending::Failed)
        writer.stream() << static_cast<quint8>(answer.state.error().kind) << answer.state.error().message;
    if (!answer.sameBody)
        write(writer.stream(), answer.made.body);
    writer.stream() << asJson(answer.made.columns) << static_cast<quint32>(answer.made.keepsakes.size());
    writer.stream() << static_cast<quint32>(answer.spent.size());
    for (const auto span : answer.spent)
        writer.stream() << qint64(span.count());
    for (const auto &keepsake : answer.made.keepsakes)
        writer.stream() << keepsake.scratch << keepsake.name;
    return writer.frame();
}

qsizetype completeFrame(const QByteArray &buffer)
{
    if (buffer.size() < headSize)
        return 0;
    const auto size = headSize + static_cast<qsizetype>(qFromLittleEndian<quint32>(buffer.constData()));
    return buffer.size() >= size ? size : 0;
}

std::optional<ChildSetup> setupFrom(const QByteArray &frame)
{
    FrameReader reader(frame);
    ChildSetup setup;
    qint64 time = 0;
    reader.stream() >> setup.steps >> setup.folders.out >> setup.folders.scratch >> setup.limits.memoryBytes >> time;
    setup.limits.time = Duration(time);
    return reader.isWhole() ? std::optional(setup) : std::nullopt;
}

std::optional<StepInput> inputFrom(const QByteArray &frame)
{
    FrameReader reader(frame);
    StepInput input;
    QByteArray columns;
    QByteArray url;
    QByteArray finalUrl;
    qint64 job = 0;
    read(reader.stream(), &input.body, false);
    reader.stream() >> columns >> job >> url >> finalUrl;
    input.columns = fromJson(columns);
    input.job = JobId(job);
    input.url = QUrl::fromEncoded(url);
    input.finalUrl = QUrl::fromEncoded(finalUrl);
    return reader.isWhole() ? std::optional(std::move(input)) : std::nullopt;
}

std::optional<ChildAnswer> answerFrom(const QByteArray &frame)
{
    FrameReader reader(frame);
    ChildAnswer answer;
    quint8 ending = 0;
    qint64 ran = 0;
    reader.stream() >> ending >> ran >> answer.sameBody;
    answer.ran = Duration(ran);
    if (ending == static_cast<quint8>(Ending::Failed)) {
        quint8 kind = 0;
        QString message;
        reader.stream() >> kind >> message;
        answer.state = Error{static_cast<ErrorKind>(kind), message};
    } else if (ending == static_cast<quint8>(Ending::Cancelled)) {
        answer.state = Cancelled{};
    }
    if (!answer.sameBody)
        read(reader.stream(), &answer.made.body, true);
    QByteArray columns;
    quint32 keepsakes = 0;
    quint32 spans = 0;
    reader.stream() >> columns >> keepsakes >> spans;
    for (quint32 i = 0; i < spans && reader.stream().status() == QDataStream::Ok; ++i) {
        qint64 span = 0;
        reader.stream() >> span;
        answer.spent.push_back(Duration(span));
    }
    answer.made.columns = fromJson(columns);
    for (quint32 i = 0; i < keepsakes && reader.stream().status() == QDataStream::Ok; ++i) {
        Keepsake keepsake;
        reader.stream() >> keepsake.scratch >> keepsake.name;
        keepsake.holder = std::make_shared<const ScratchFile>(keepsake.scratch);
        answer.made.keepsakes.push_back(std::move(keepsake));
    }
    return reader.isWhole() ? std::optional(std::move(answer)) : std::nullopt;
}

Result<void> shipAsFile(Body *body, const StepFolders &folders)
{
    if (body->isFile() || body->data.size() <= mostThroughPipe || folders.scratch.isEmpty())
        return success();
    auto shipped = scratchBody(body->data, body->contentType, folders);
    if (!shipped)
        return shipped.error();
    *body = std::move(shipped).value();
    return success();
}

} // namespace sluice
