// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/reopen.h"

#include "core/agreements/allocations.h"
#include "core/agreements/distributions.h"
#include "core/agreements/patronage_runs.h"
#include "core/agreements/policies.h"
#include "core/base/calendar.h"
#include "core/base/text.h"
#include "core/close/progress.h"
#include "core/close/second_person.h"
#include "core/close/signatures.h"
#include "core/close/statements.h"
#include "core/close/step.h"
#include "core/people/contribution_register.h"
#include "core/treasury/periods.h"

#include <fmt/format.h>

namespace habitat::close {

namespace {

using nlohmann::json;
using runtime::OperationContext;

Status checkOver(db::Connection& db, const Close& close)
{
    const auto progress = progressOf(db, close);
    if (progress.ended) return {};
    const auto next = progress.current == 0 ? std::string()
                                            : fmt::format(": step {}, {}, is next", progress.current,
                                                          planOf(progress.current).name);
    return fail(
        "close.reopen.under_way",
        fmt::format("The close of {} is still under way{}. Undo it instead, as far back as is needed: "
                    "habitatctl close undo, or Undo close in Close.",
                    close.period, next),
        {{"period", close.period}, {"current", progress.current}});
}

/// What the step itself says about its undo.
void addUndo(db::Connection& db, const Close& close, int step, std::vector<UndoEffect>& effects)
{
    if (!resultOf(db, close.key, step)) return;
    for (auto& effect : behaviourOf(step).undoEffects(db, close))
        effects.push_back(std::move(effect));
}

void addHandedOut(db::Connection& db, const Close& close, std::vector<UndoEffect>& effects)
{
    const auto lock = resultOf(db, close.key, stepCount);
    const auto statements = statementCount(db, close.key);
    if (!lock || statements == 0) return;
    effects.push_back({stepCount,
                       fmt::format("{} statements and their tax data were sealed on {}; whoever was given "
                                   "one keeps it and needs the new one.",
                                   statements, toText(dateOf(lock->recordedAt))),
                       true});
}

void addNotices(db::Connection& db, const Close& close, std::vector<UndoEffect>& effects)
{
    const auto recorded = resultOf(db, close.key, 7);
    if (!recorded || recorded->result.at("rows") == 0) return;
    effects.push_back(
        {7,
         fmt::format("{} written notices of {} were given.", recorded->result.at("rows").get<std::int64_t>(),
                     toText(dateOf(recorded->recordedAt))),
         true});
}

void addAllocation(db::Connection& db, const Close& close, std::vector<UndoEffect>& effects)
{
    const auto living = agreements::livingAllocation(db, close.key);
    if (!living) return;
    const bool distributed = living->state == agreements::AllocationState::Distributed;
    effects.push_back(
        {6, "The signatures fall; they stay visible, and the next run asks for its own.", false});
    effects.push_back({5,
                       fmt::format("Allocation v{} of {} is marked {}; its record stays.", living->version,
                                   toText(living->surplus), distributed ? "amended" : "reversed"),
                       false});
}

std::vector<UndoEffect> effectsOn(db::Connection& db, const treasury::Period& period,
                                  const std::optional<Close>& close)
{
    std::vector<UndoEffect> effects;
    if (close) {
        addHandedOut(db, *close, effects);
        addUndo(db, *close, 9, effects);
    }
    const auto journals = treasury::standingCloseJournals(db, period.code()).size();
    effects.push_back({8, fmt::format("{} journals are reversed by linked mirror images.", journals), false});
    effects.push_back(
        {8,
         fmt::format("Period {} goes from {} to reopened: until it is frozen again, corrections are posted "
                     "into it.",
                     period.code(), treasury::toText(period.state)),
         false});
    if (close) {
        addUndo(db, *close, 7, effects);
        addNotices(db, *close, effects);
        addAllocation(db, *close, effects);
        for (const int step : {4, 3, 2})
            addUndo(db, *close, step, effects);
    }
    if (treasury::currentSnapshot(db, period.code()))
        effects.push_back({1, "The net-income snapshot is voided; it stays on record.", false});
    return effects;
}

/// Nothing was paid, which Treasury sees to: what is living is scheduled at most.
Status cancelDistributions(store::UnitOfWork& work, AllocationKey allocation, const std::string& reason)
{
    if (agreements::distributionTotal(work.db(), allocation).isZero()) return {};
    return agreements::cancelDistributions(work, allocation, reason);
}

/// posted→reversed; one that the lock took for distributed is amended, by what the next close
/// allocates.
Status endAllocation(store::UnitOfWork& work, const agreements::Allocation& allocation,
                     const std::string& reason)
{
    if (allocation.state == agreements::AllocationState::Distributed)
        return agreements::amendAllocation(work, allocation.key, reason);
    return agreements::reverseAllocation(work, allocation.key, reason);
}

Status releaseHeld(store::UnitOfWork& work, CloseKey close, const std::string& reason)
{
    auto& db = work.db();
    if (agreements::findPatronage(db, close)) TRY(agreements::discardPatronage(work, close, reason));
    if (people::findRegister(db, close)) TRY(people::releaseAllocated(work, close, reason));
    if (agreements::pinnedPolicy(db, close)) TRY(agreements::unpinPolicy(work, close, reason));
    return {};
}

/// Results and signatures stay, marked with who took them back and why.
void markTakenBack(store::UnitOfWork& work, Close close, const ReopenOrder& order)
{
    close.acting = work.actor().user;
    close.undoReason = order.reason;
    close.undoSecond = order.second ? order.second->user : std::string();
    for (const auto& result : results(work.db(), close.key))
        markUndone(work, close, result.step);
    for (int step = 1; step <= stepCount; ++step)
        suspendAll(work, close.key, step, "The period was reopened: " + order.reason);
}

Status takeBack(store::UnitOfWork& work, const std::optional<Close>& close, const ReopenOrder& order)
{
    const auto living = close ? agreements::livingAllocation(work.db(), close->key) : std::nullopt;
    if (living) TRY(cancelDistributions(work, living->key, order.reason));
    treasury::ReopenConsent consent;
    consent.reason = order.reason;
    consent.people.second = order.second.value_or(Actor{});
    consent.board = order.board;
    TRY(treasury::reopenPeriod(work, order.period, consent));
    if (living) TRY(endAllocation(work, *living, order.reason));
    if (!close) return {};
    TRY(releaseHeld(work, close->key, order.reason));
    markTakenBack(work, *close, order);
    return {};
}

Result<json> reopen(OperationContext& context, const ReopenOrder& order)
{
    auto& work = context.work();
    if (isBlank(order.reason))
        return fail("close.reopen.reason", "Reopening a period needs a reason; it stays on record.",
                    {{"period", order.period}});
    const auto close = latestClose(work.db(), order.period);
    TRY(mayReopen(work.db(), order.period));
    TRY(checkSecondPerson(work.actor(), order.second, Witness::Required,
                          {"close.reopen", "Reopening a period"}));
    const auto journals = treasury::standingCloseJournals(work.db(), order.period).size();
    TRY(takeBack(work, close, order));
    json answer{{"period", order.period}, {"run", close ? close->run : 0}, {"journals", journals}};
    auto event = answer;
    event.update({{"reason", order.reason},
                  {"second_person", order.second->user},
                  {"board_member", order.board ? order.board->user : ""}});
    work.publish({"close.reopened", order.period, std::move(event)});
    return answer;
}

} // namespace

Status mayReopen(db::Connection& db, const std::string& period)
{
    if (const auto close = latestClose(db, period)) TRY(checkOver(db, *close));
    return treasury::mayReopen(db, period);
}

ReopenPlan reopenPlan(db::Connection& db, const std::string& code)
{
    ReopenPlan plan;
    const auto close = latestClose(db, code);
    if (auto may = mayReopen(db, code); !may) plan.refusal = std::move(may).error();
    const auto period = treasury::findPeriod(db, code);
    if (!period || !treasury::mayMove(period->state, treasury::PeriodState::Reopened)) return plan;
    plan.needsBoard = period->state == treasury::PeriodState::Locked;
    plan.effects = effectsOn(db, *period, close);
    return plan;
}

runtime::Operation reopenPeriod(ReopenOrder order)
{
    json arguments{{"period", order.period}, {"reason", order.reason}};
    if (order.second) arguments["second_person"] = order.second->user;
    if (order.board) arguments["board_member"] = order.board->user;
    return {"period.reopen",
            std::move(arguments),
            [order = std::move(order)](OperationContext& context) { return reopen(context, order); },
            {}};
}

} // namespace habitat::close
