// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sample_cooperative.h"

#include "core/base/calendar.h"
#include "core/base/hash.h"
#include "core/db/connection.h"
#include "core/store/rows.h"
#include "core/treasury/payments.h"

#include <fmt/format.h>

#include <QDir>
#include <QFile>

#include <algorithm>

#include <QTest>

/// What the tests of unusual closes share: co-ops that begin empty, files with few rows, and looks at what
/// came of it. The test's thread.
namespace habitat::test {

constexpr auto period = SampleCooperative::period;

inline QString text(const Status& status)
{
    return status ? QString("ok")
                  : QString::fromStdString(status.error().code + ": " + status.error().message);
}

template <typename T>
inline Status status(const Result<T>& result)
{
    return result ? Status{} : fail(result.error());
}

#define VERIFY_OK(status)                                                                                    \
    do {                                                                                                     \
        const auto& outcome = (status);                                                                      \
        QVERIFY2(outcome.has_value(), qPrintable(text(outcome)));                                            \
    } while (false)

#define REFUSED(status, wanted)                                                                              \
    do {                                                                                                     \
        const auto& outcome = (status);                                                                      \
        QCOMPARE(outcome ? std::string("ok") : outcome.error().code, std::string(wanted));                   \
    } while (false)

/// The default policy, ratified in time, with one field more.
inline QByteArray policyWith(const QByteArray& field = {})
{
    return "{\"ratified_on\": \"2025-11-15\", \"effective_from\": \"2026-01-01\"" +
           (field.isEmpty() ? QByteArray() : ", " + field) + "}";
}

inline Beginning emptyWith(const QByteArray& policyField = {})
{
    return {"", policyWith(policyField)};
}

constexpr auto twoMembers = "number,name,admitted_on,class,status,email\n"
                            "1,Alice,2019-03-04,patron,active,a@example.org\n"
                            "2,Bob,2020-03-04,patron,withdrawn,b@example.org\n";
constexpr auto labor = "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
                       "C-1,1,labor,300.00,2026-02-01,Work,alice,reviewer;board\n"
                       "C-2,2,labor,100.00,2026-02-01,Work,bob,reviewer;board\n";

/// One amount of money, earned (or, where negative, spent) in cash on a day of the quarter, in both ledgers.
inline QByteArray earned(const QByteArray& entry, const QByteArray& amount,
                         const QByteArray& account = "4010")
{
    const bool spent = amount.startsWith('-');
    const auto value = spent ? amount.mid(1) : amount;
    QByteArray rows;
    for (const auto* ledger : {"book", "tax"}) {
        const QByteArray head = entry + ",2026-03-01," + ledger + ",";
        rows += head + (spent ? "5010," : "1110,") + value + ",,x\n";
        rows += head + (spent ? QByteArray("1110") : account) + ",," + value + ",x\n";
    }
    return rows;
}

inline QByteArray journalFile(const QByteArray& rows)
{
    return "entry,date,ledger,account,debit,credit,memo\n" + rows;
}

/// A process of somebody's own with one task of this type.
inline QByteArray processWith(const QString& type)
{
    return QString(
               R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL")"
               R"( xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test" id="d">)"
               R"(<bpmn:process id="own" isExecutable="true"><bpmn:startEvent id="start"/>)"
               R"(<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="task"/><bpmn:serviceTask id="task">)"
               R"(<bpmn:extensionElements><zeebe:taskDefinition type="%1" retries="1"/></bpmn:extensionElements>)"
               R"(</bpmn:serviceTask><bpmn:sequenceFlow id="b" sourceRef="task" targetRef="end"/>)"
               R"(<bpmn:endEvent id="end"/></bpmn:process></bpmn:definitions>)")
        .arg(type)
        .toUtf8();
}

inline console::StepState stateOf(SampleCooperative& sample, int step)
{
    return sample.view().steps[std::size_t(step - 1)].state;
}

inline bool isSound(SampleCooperative& sample)
{
    const auto proof = sample.questions().verify(sample.as("auditor"));
    if (!proof) return false;
    for (const auto* part : {&proof->books, &proof->allocations, &proof->chain, &proof->integrity})
        for (const auto& violation : *part)
            qWarning("%s: %s", violation.code.c_str(), violation.message.c_str());
    return proof->isSound();
}

/// A close of the empty co-op needs the bank's word; nothing else.
inline Status tieOut(SampleCooperative& sample, Money balance)
{
    console::TieOutEntry entry;
    entry.statementDate = *parseDate("2026-03-31");
    entry.statementBalance = balance;
    return sample.console().enterTieOut(sample.as("treasurer"), period, entry);
}

/// Cash from Alice, late in the quarter.
inline QByteArray aliceBringsIn(const QByteArray& amount)
{
    return "reference,member_number,category,value,date,description,submitted_by,approved_by\n"
           "C-3,1,cash," +
           amount + ",2026-03-20,Cash,alice,reviewer;board\n";
}

/// With the backup that a freeze wants after it.
inline Status import(SampleCooperative& sample, const QByteArray& rows)
{
    const auto treasurer = sample.as("treasurer");
    TRY(sample.console().importJournal(treasurer, sample.file("journal.csv", journalFile(rows))));
    sample.clock().advance(std::chrono::minutes(1));
    TRY(sample.console().takeBackup(treasurer));
    return {};
}

inline Status admit(SampleCooperative& sample)
{
    return status(
        sample.console().importMembers(sample.as("treasurer"), sample.file("members.csv", twoMembers)));
}

/// Up to the point from which the books of April to June stand.
inline Status closeSecondQuarter(SampleCooperative& sample)
{
    constexpr auto second = "2026-Q2";
    auto& console = sample.console();
    const auto treasurer = sample.as("treasurer");
    TRY(console.startClose(treasurer, second, {Money(0)}));
    console::TieOutEntry entry;
    entry.statementDate = *parseDate("2026-06-30");
    entry.explanation = "Nothing moved";
    TRY(console.enterTieOut(treasurer, second, entry));
    TRY(console.takeBackup(treasurer));
    for (const auto* reference : {"C-1026", "C-1027", "C-1028"})
        TRY(console.deferContribution(treasurer, reference, second, "To be looked at"));
    constexpr std::pair<int, const char*> signers[] = {{1, "allocator"}, {3, "reviewer"}, {5, "allocator"},
                                                       {6, "allocator"}, {6, "board"},    {8, "treasurer"}};
    for (int step = 1; step <= 8; ++step) {
        for (const auto& [number, login] : signers)
            if (number == step) TRY(console.signStep(sample.as(login), second, step, ""));
        TRY(console.runStep(treasurer, second, step));
    }
    return {};
}

/// The states that the payments of the close went through, each as it is shown.
inline std::vector<std::string> paymentHistory(SampleCooperative& sample)
{
    auto db = db::Connection::open(sample.database(), db::OpenMode::ReadOnly);
    auto rows = db->query("SELECT to_state FROM payment_transition WHERE payment = "
                          "(SELECT min(key) FROM payment) ORDER BY key");
    std::vector<std::string> states;
    while (rows.next())
        states.push_back(rows.text(0));
    return states;
}

} // namespace habitat::test
