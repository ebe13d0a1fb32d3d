#include "engine/ignoredfailures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sluice {

namespace {

const auto kindKey = QStringLiteral("kind");
const auto phaseKey = QStringLiteral("phase");
const auto hostKey = QStringLiteral("host");
const auto patternKey = QStringLiteral("pattern");

} // namespace

QString toText(const std::vector<FailureKey> &keys)
{
    QJsonArray array;
    for (const auto &key : keys) {
        QJsonObject object{{kindKey, errorKindName(key.kind)}, {patternKey, key.pattern}};
        if (key.phase)
            object.insert(phaseKey, waitReasonName(*key.phase));
        if (!key.host.isEmpty())
            object.insert(hostKey, key.host);
        array.append(object);
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

std::vector<FailureKey> failureKeysFromText(const QString &text)
{
    std::vector<FailureKey> keys;
    for (const auto &value : QJsonDocument::fromJson(text.toUtf8()).array()) {
        const auto object = value.toObject();
        const auto phase = object.value(phaseKey).toString();
        FailureKey key;
        key.phase = waitReasonFromName(phase);
        key.host = object.value(hostKey).toString();
        key.pattern = object.value(patternKey).toString();
        const auto kind = errorKindFromName(object.value(kindKey).toString());
        if (!kind || (!key.phase && !phase.isEmpty()))
            continue;
        key.kind = *kind;
        keys.push_back(std::move(key));
    }
    return keys;
}

} // namespace sluice
