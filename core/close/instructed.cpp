// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/instructed.h"

#include "core/base/files.h"
#include "core/exchange/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace habitat::close {

namespace {

using treasury::Payment;

struct Instruction
{
    std::filesystem::path file;
    std::string paymentKey;
    std::string period;
    std::string member;
    Money amount;
};

constexpr std::string_view filePrefix = "payments-";
constexpr std::size_t mostNamed = 5;

/// "2026-Q1" of "2026-Q1-3f09ab": names of files and keys of payments begin with their period.
std::string periodOf(std::string_view name)
{
    return std::string(name.substr(0, std::min(name.size(), name.rfind('-'))));
}

std::string periodOfFile(const std::filesystem::path& file)
{
    const auto name = file.stem().string();
    return name.starts_with(filePrefix) ? periodOf(std::string_view(name).substr(filePrefix.size())) : "";
}

tl::unexpected<Error> unreadable(const std::filesystem::path& file, const std::string& why)
{
    return fail(
        "close.bank.unreadable",
        fmt::format("“{}” cannot be read, so nobody can tell which payments the bank was told of, and "
                    "none is sent. Mend the file, or take it away once the bank has said what became "
                    "of it; then retry. ({})",
                    file.string(), why),
        {{"path", file.string()}});
}

/// The folder's files of instructions, whoever wrote them, in the order of their names.
Result<std::vector<std::filesystem::path>> filesIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed)) return files;
    std::filesystem::recursive_directory_iterator entry(folder, failed);
    for (; !failed && entry != std::filesystem::recursive_directory_iterator(); entry.increment(failed))
        if (std::error_code ignored; entry->path().extension() == ".csv" && entry->is_regular_file(ignored))
            files.push_back(entry->path());
    if (failed) return unreadable(folder, failed.message());
    std::ranges::sort(files);
    return files;
}

Result<std::vector<Instruction>> instructionsIn(const std::filesystem::path& file)
{
    static constexpr std::array<std::string_view, 8> columns = {
        "payment_key", "member_number", "payee", "amount", "currency", "method", "bank_reference", "due_on"};
    const auto rows = TRY(exchange::readCsv(file.string(), TRY(readFile(file)), columns));
    const auto period = periodOfFile(file);
    std::vector<Instruction> found;
    for (std::size_t row = 0; row < rows.rowCount(); ++row) {
        const auto text = [&](std::size_t column) { return std::string(rows.field(row, column).text); };
        // Before the braces: GCC 12 forgets what it has made of an aggregate that it leaves half way.
        const auto amount = TRY(parseMoney(rows.field(row, 3).text));
        found.push_back({file, text(0), period.empty() ? periodOf(text(0)) : period, text(1), amount});
    }
    return found;
}

/// All but those in `own`. A table of another kind tells nothing of payments.
Result<std::vector<Instruction>> instructionsBut(const std::filesystem::path& own,
                                                 const std::filesystem::path& folder)
{
    std::vector<Instruction> all;
    for (const auto& file : TRY(filesIn(folder))) {
        if (file == own) continue;
        auto found = instructionsIn(file);
        if (!found && file.filename().string().starts_with(filePrefix))
            return unreadable(file, found.error().message);
        if (found) all.insert(all.end(), found->begin(), found->end());
    }
    return all;
}

bool hasFailed(db::Connection& db, PaymentKey payment)
{
    return std::ranges::any_of(treasury::paymentHistory(db, payment),
                               [](const auto& move) { return move.to == treasury::PaymentState::Failed; });
}

/// What is about to be sent, to look instructions up in.
class Outgoing
{
public:
    explicit Outgoing(std::span<const Payment> payments)
    {
        for (const auto& payment : payments) {
            m_keys.insert(payment.instruction.paymentKey);
            m_members.emplace(payment.instruction.forPeriod, payment.instruction.member);
        }
    }

    [[nodiscard]] bool concernedBy(const Instruction& there) const
    {
        return holds(there) || m_members.contains({there.period, there.member});
    }
    [[nodiscard]] bool holds(const Instruction& there) const { return m_keys.contains(there.paymentKey); }

private:
    std::set<std::string> m_keys;
    std::set<std::pair<std::string, std::string>> m_members;
};

/// This database sent it, and if it is to be sent again, knows that the time before failed.
bool isAccountedFor(db::Connection& db, const Instruction& there, const Outgoing& outgoing)
{
    const auto known = treasury::findPayment(db, there.paymentKey);
    if (!known || known->attempts == 0) return false;
    if (known->instruction.member != there.member || known->instruction.amount != there.amount) return false;
    return !outgoing.holds(there) || hasFailed(db, known->key);
}

Error alreadyInstructed(const std::vector<Instruction>& found)
{
    auto list = nlohmann::json::array();
    std::string words;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& one = found[i];
        list.push_back({{"file", one.file.string()},
                        {"payment_key", one.paymentKey},
                        {"member_number", one.member},
                        {"amount_minor", one.amount.minor}});
        if (i < mostNamed)
            words += fmt::format("{}{} to member {} ({}, in “{}”)", i ? "; " : "", toText(one.amount),
                                 one.member, one.paymentKey, one.file.string());
    }
    if (found.size() > mostNamed) words += fmt::format("; and {} more", found.size() - mostNamed);
    return {"close.bank.already_instructed",
            fmt::format(
                "The bank was told before to pay this, and these books do not know of it, as after a backup "
                "was put back: {}. Nothing was sent. Ask the bank. If it paid, go on with the newer copy of "
                "the database, which knows of it, or where that is lost, record each payment with "
                "`habitatctl payments confirm`; if it did not and will not pay, take the file out of the "
                "folder and retry the step.",
                words),
            {{"instructions", std::move(list)}},
            false};
}

} // namespace

Status checkNotInstructed(db::Connection& db, const std::filesystem::path& folder,
                          std::span<const Payment> payments, const std::filesystem::path& own)
{
    if (payments.empty()) return {};
    const Outgoing outgoing(payments);
    auto found = TRY(instructionsBut(own, folder));
    std::erase_if(found, [&](const Instruction& there) {
        return !outgoing.concernedBy(there) || isAccountedFor(db, there, outgoing);
    });
    if (found.empty()) return {};
    return fail(alreadyInstructed(found));
}

} // namespace habitat::close
