// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QJsonDocument>

namespace habitat::test {

namespace {

/// Longer than any verb takes under a sanitizer.
constexpr int patience = 240'000;

} // namespace

QJsonObject Ran::json() const
{
    return QJsonDocument::fromJson(out).object();
}

QString Ran::errorCode() const
{
    return json()["error"].toObject()["code"].toString();
}

void Habitatctl::start(QProcess& process, const QStringList& arguments) const
{
    process.start(m_program, QStringList{"--database", m_database} + arguments);
}

Ran Habitatctl::run(const QStringList& arguments, const QByteArray& input) const
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    Ran ran;
    if (!process.waitForFinished(patience)) return ran;
    ran.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

} // namespace habitat::test
