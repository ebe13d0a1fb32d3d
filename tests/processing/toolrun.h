// Independent programs to compare with.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace sluice::test {

/// What a program writes to its standard output when it reads `input`. A program that is missing or fails ends the
/// test with a message.
QByteArray outputOf(const QString &program, const QStringList &arguments, const QByteArray &input = {});

} // namespace sluice::test
