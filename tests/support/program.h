// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

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

} // namespace habitat::test
