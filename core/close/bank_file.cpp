// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/bank_file.h"

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/close/closes.h"
#include "core/close/instructed.h"
#include "core/store/cooperative.h"
#include "core/treasury/payments.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

using runtime::Failure;
using runtime::HandlerResult;

struct BankFile
{
    std::filesystem::path path;
    std::string content;
    std::vector<treasury::Payment> payments;

    /// Nothing is to be paid, so nothing is sent.
    [[nodiscard]] bool isEmpty() const { return payments.empty(); }
};

std::string currencyOf(db::Connection& db)
{
    const auto cooperative = store::cooperative(db);
    return cooperative ? cooperative->currency : std::string();
}

std::string fileName(const Close& close, const std::string& idempotencyKey)
{
    return fmt::format("payments-{}-{}.csv", close.period, hashHex(idempotencyKey).substr(0, 12));
}

/// On their way, by what is known or not known of them; in the order in which they were scheduled.
std::vector<treasury::Payment> submittedPayments(db::Connection& db, const std::string& period)
{
    treasury::PaymentFilter filter;
    filter.forPeriod = period;
    filter.limit = INT32_MAX;
    auto found = treasury::payments(db, filter);
    std::erase_if(found, [](const treasury::Payment& one) {
        return one.state != treasury::PaymentState::Submitting &&
               one.state != treasury::PaymentState::Unknown;
    });
    return found;
}

/// What is to be sent for this job; the same bytes at every attempt, because submitted payments do not
/// change.
Result<BankFile> fileFor(const runtime::RemoteJob& job, const BankFolder& bank)
{
    auto connection = TRY(db::Connection::open(bank.database, db::OpenMode::ReadOnly));
    const auto close = closeOfInstance(connection, job.job.instance);
    if (!close)
        return fail("close.unknown",
                    fmt::format("“{}” belongs to no close on record, so nothing was sent. Payments are sent "
                                "by step 10 of a period's close.",
                                job.job.businessKey),
                    {{"business_key", job.job.businessKey}});
    auto payments = submittedPayments(connection, close->period);
    auto content = treasury::instructionFile(payments, currencyOf(connection));
    return BankFile{bank.folder / fileName(*close, job.job.idempotencyKey), std::move(content),
                    std::move(payments)};
}

/// Each attempt has a file of its own: what the bank declined is not taken for the next attempt.
Result<BankFile> fileFor(const treasury::Payment& payment, const BankFolder& bank)
{
    auto connection = TRY(db::Connection::open(bank.database, db::OpenMode::ReadOnly));
    const auto name = fmt::format("payments-{}.{}.csv", payment.instruction.paymentKey, payment.attempts);
    return BankFile{
        bank.folder / name, treasury::instructionFile({&payment, 1}, currencyOf(connection)), {payment}};
}

std::string confirmationOf(const BankFile& file)
{
    return fmt::format("{} {}", file.path.filename().string(), hashHex(file.content).substr(0, 16));
}

enum class Found : std::uint8_t { Before, Never };

HandlerResult confirmed(const BankFile& file, Found found)
{
    feel::Context variables;
    if (file.isEmpty()) return variables;
    variables.set("bank_had_it", found == Found::Before);
    variables.set("bank_confirmation", confirmationOf(file));
    return variables;
}

/// Nothing there; the same there; or something else under this name.
Result<bool> isSent(const BankFile& file)
{
    if (file.isEmpty()) return true;
    if (!std::filesystem::exists(file.path)) return false;
    if (TRY(readFile(file.path)) == file.content) return true;
    return fail("close.bank.differs",
                fmt::format("“{}” already holds other instructions. Find out what the bank did with it.",
                            file.path.string()),
                {{"path", file.path.string()}});
}

Status send(const BankFile& file, const BankFolder& bank)
{
    auto connection = TRY(db::Connection::open(bank.database, db::OpenMode::ReadOnly));
    TRY(checkNotInstructed(connection, bank.folder, file.payments, file.path));
    return writeFileDurably(file.path, file.content);
}

} // namespace

HandlerResult sendToBank(const runtime::RemoteJob& job, const BankFolder& bank)
{
    const auto file = fileFor(job, bank);
    if (!file) return Failure{file.error()};
    const auto sent = isSent(*file);
    if (!sent) return Failure{sent.error()};
    if (!*sent)
        if (auto written = send(*file, bank); !written) return Failure{std::move(written).error()};
    return confirmed(*file, *sent ? Found::Before : Found::Never);
}

std::optional<HandlerResult> askBank(const runtime::RemoteJob& job, const BankFolder& bank)
{
    const auto file = fileFor(job, bank);
    if (!file) return Failure{file.error()};
    const auto sent = isSent(*file);
    if (!sent) return Failure{sent.error()};
    return *sent ? std::optional(confirmed(*file, Found::Before)) : std::nullopt;
}

Result<std::string> sendPayment(const treasury::Payment& payment, const BankFolder& bank)
{
    const auto file = TRY(fileFor(payment, bank));
    if (!TRY(isSent(file))) TRY(send(file, bank));
    return confirmationOf(file);
}

Result<std::optional<std::string>> askForPayment(const treasury::Payment& payment, const BankFolder& bank)
{
    const auto file = TRY(fileFor(payment, bank));
    return TRY(isSent(file)) ? std::optional(confirmationOf(file)) : std::nullopt;
}

} // namespace habitat::close
