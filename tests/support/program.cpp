// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QFile>
#include <QJsonDocument>

#include <array>

namespace habitat::test {

namespace {

/// Longer than any verb takes under a sanitizer.
constexpr int patience = 240'000;

constexpr std::array<Signing, 13> signings = {{{1, "allocator"},
                                               {3, "reviewer"},
                                               {5, "allocator"},
                                               {6, "allocator"},
                                               {6, "board"},
                                               {8, "treasurer"},
                                               {8, "allocator"},
                                               {9, "treasurer"},
                                               {9, "allocator"},
                                               {10, "treasurer"},
                                               {10, "board"},
                                               {11, "administrator"},
                                               {11, "treasurer"}}};

/// A test that cannot begin is no test.
void expectDone(const Ran& ran, const char* what)
{
    if (ran.code != 0) qFatal("%s: %s%s", what, ran.out.constData(), ran.err.constData());
}

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

Habitatctl Cooperatives::sample(const QString& name) const
{
    auto program = absent(name);
    expectDone(program.run({"init", "--sample", "pine-ridge"}), "init");
    return program;
}

Habitatctl Cooperatives::copyOf(const Habitatctl& other, const QString& name) const
{
    if (!QFile::copy(other.database(), path(name)))
        qFatal("%s cannot be copied", qPrintable(other.database()));
    return absent(name);
}

void Cooperatives::file(const QString& name, const QByteArray& content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(file.fileName()));
}

std::span<const Signing> sampleSignings()
{
    return signings;
}

void closeSample(const Habitatctl& program)
{
    expectDone(program.json({"close", "start", "--period", "2026-Q1"}), "close start");
    for (const auto& signing : signings) {
        expectDone(program.json({"close", "run"}), "close run");
        expectDone(
            program.json({"close", "sign", "--step", QString::number(signing.step), "--as", signing.user}),
            "close sign");
    }
    expectDone(program.json({"close", "run"}), "close run");
}

} // namespace habitat::test
