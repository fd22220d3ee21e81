// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <span>

namespace habitat::test {

/// habitatctl as a script runs it: a process of its own.
struct Ran
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    /// The one JSON document on standard output; empty where it is none.
    [[nodiscard]] QJsonObject json() const;
    /// error.code of the document; empty where there is no error.
    [[nodiscard]] QString errorCode() const;
};

class Habitatctl
{
public:
    Habitatctl(QString program, QString database)
        : m_program(std::move(program)), m_database(std::move(database))
    {
    }

    /// `habitatctl --database F ARGUMENTS`, standard input closed or as given.
    [[nodiscard]] Ran run(const QStringList& arguments, const QByteArray& input = {}) const;
    /// The same with --json.
    [[nodiscard]] Ran json(QStringList arguments) const { return run(QStringList{"--json"} + arguments); }
    /// Starts it and returns at once.
    void start(QProcess& process, const QStringList& arguments) const;
    [[nodiscard]] const QString& database() const { return m_database; }

private:
    QString m_program;
    QString m_database;
};

/// Co-ops of one test, each a file in a folder that goes with it.
class Cooperatives
{
public:
    explicit Cooperatives(QString program) : m_program(std::move(program)) {}

    /// A co-op that is not made yet, by the name of its file.
    [[nodiscard]] Habitatctl absent(const QString& name) const { return {m_program, path(name)}; }
    /// The sample, just made.
    [[nodiscard]] Habitatctl sample(const QString& name) const;
    /// What another one is now.
    [[nodiscard]] Habitatctl copyOf(const Habitatctl& other, const QString& name) const;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Writes a file into the folder.
    void file(const QString& name, const QByteArray& content) const;

private:
    QString m_program;
    QTemporaryDir m_folder;
};

/// Who signs which step.
struct Signing
{
    int step = 0;
    const char* user = nullptr;
};

/// All signatures that the sample's close asks for, in its order, by people who may.
[[nodiscard]] std::span<const Signing> sampleSignings();

/// Signs by these people and runs on, to the end of the sample's close.
void closeSample(const Habitatctl& program);

} // namespace habitat::test
