// What tests of replies have in common.
#pragma once

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace sluice::test {

using Reply = std::unique_ptr<QNetworkReply>;

/// The body, once the reply has finished; fails the test when that takes over ten seconds.
inline QByteArray bodyOf(QNetworkReply *reply)
{
    QSignalSpy finished(reply, &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(10000))
        QTest::qFail("the reply did not finish within ten seconds", __FILE__, __LINE__);
    return reply->readAll();
}

} // namespace sluice::test
