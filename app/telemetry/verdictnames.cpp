// The words of a verdict that programs read.
#include "telemetry/verdict.h"

#include <QJsonArray>

namespace sluice {

QLatin1StringView verdictKindName(VerdictKind kind)
{
    switch (kind) {
    case VerdictKind::None:
        return QLatin1StringView("none");
    case VerdictKind::Engine:
        return QLatin1StringView("engine");
    case VerdictKind::Blocked:
        return QLatin1StringView("blocked");
    case VerdictKind::Server:
        return QLatin1StringView("server");
    case VerdictKind::Dns:
        return QLatin1StringView("dns");
    case VerdictKind::Connecting:
        return QLatin1StringView("connecting");
    case VerdictKind::Bandwidth:
        return QLatin1StringView("bandwidth");
    case VerdictKind::OwnLimit:
        return QLatin1StringView("own-limit");
    case VerdictKind::HostLimit:
        return QLatin1StringView("host-limit");
    case VerdictKind::Rate:
        return QLatin1StringView("rate");
    case VerdictKind::ThreadLimit:
        return QLatin1StringView("thread-limit");
    case VerdictKind::Cooling:
        return QLatin1StringView("cooling");
    case VerdictKind::Cpu:
        return QLatin1StringView("cpu");
    case VerdictKind::Child:
        return QLatin1StringView("child");
    case VerdictKind::Disk:
        return QLatin1StringView("disk");
    case VerdictKind::Store:
        return QLatin1StringView("store");
    case VerdictKind::Retrying:
        return QLatin1StringView("retrying");
    case VerdictKind::Starved:
        return QLatin1StringView("starved");
    case VerdictKind::Finishing:
        return QLatin1StringView("finishing");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Verdict &verdict)
{
    QJsonObject json{{QStringLiteral("kind"), QString(verdictKindName(verdict.kind))},
                     {QStringLiteral("text"), verdict.text}};
    const auto put = [&json](const char *key, const QString &text) {
        if (!text.isEmpty())
            json[QLatin1StringView(key)] = text;
    };
    if (!verdict.evidence.isEmpty())
        json[QLatin1StringView("evidence")] = QJsonArray::fromStringList(verdict.evidence);
    put("remedy", verdict.remedy);
    if (const auto &change = verdict.change) {
        json[QLatin1StringView("change")] = QJsonObject{
            {QStringLiteral("limit"), QString(limitRange(change->field).key)},
            {QStringLiteral("from"), change->from},
            {QStringLiteral("to"), change->to},
        };
    }
    if (verdict.gain) {
        json[QLatin1StringView("gain")] =
            QJsonObject{{QStringLiteral("low"), verdict.gain->low}, {QStringLiteral("high"), verdict.gain->high}};
    }
    put("host", verdict.host);
    put("step", verdict.step);
    if (verdict.limit)
        json[QLatin1StringView("limit")] = QString(limitRange(*verdict.limit).key);
    return json;
}

} // namespace sluice
