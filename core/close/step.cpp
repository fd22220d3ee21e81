// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/close/step.h"

#include "core/close/steps/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace habitat::close {

namespace {

const std::array<StepBehaviour, stepCount>& behaviours()
{
    static const std::array<StepBehaviour, stepCount> table = {{
        freezeStep(),
        pinPolicyStep(),
        aggregateContributionsStep(),
        computePatronageStep(),
        proposeAllocationStep(),
        approveAllocationStep(),
        recordAllocationsStep(),
        postCapitalAccountsStep(),
        scheduleDistributionsStep(),
        executeDistributionsStep(),
        reportAndLockStep(),
    }};
    return table;
}

nlohmann::json toJson(const Check& check)
{
    return {{"check", check.code},
            {"text", check.text},
            {"offending", check.offending},
            {"remedy", check.remedy},
            {"keys", check.keys}};
}

} // namespace

std::optional<Error> refusalOf(int step, const std::vector<Check>& checks)
{
    const Check* first = nullptr;
    auto unmet = nlohmann::json::array();
    for (const auto& check : checks) {
        if (check.holds) continue;
        first = first ? first : &check;
        unmet.push_back(toJson(check));
    }
    if (!first) return std::nullopt;
    auto message = fmt::format("Step {}, {}, cannot start: {}", step, planOf(step).name, first->text);
    for (const auto& record : first->offending)
        message += fmt::format(" {}", record);
    if (!first->remedy.empty()) message += fmt::format(" {}", first->remedy);
    if (unmet.size() > 1) message += fmt::format(" ({} more unmet.)", unmet.size() - 1);
    return Error{first->code, std::move(message), {{"step", step}, {"unmet", std::move(unmet)}}, false};
}

Check checkFrom(std::string text, const Status& status)
{
    Check check;
    check.text = std::move(text);
    if (status) return check;
    check.holds = false;
    check.code = status.error().code;
    check.offending.push_back(status.error().message);
    return check;
}

const StepBehaviour& behaviourOf(int step)
{
    return behaviours()[std::size_t(step - 1)];
}

void recordUndone(store::UnitOfWork& work, const Close& close, int step)
{
    markUndone(work, close, step);
    suspendAll(work, close.key, step, "The step was undone: " + close.undoReason);
    work.publish({"close.step.undone", close.period, {{"step", step}, {"reason", close.undoReason}}});
}

StepReading readStep(db::Connection& db, const Close& close, int step, Instant now)
{
    for (int before = 1; before < step; ++before) {
        if (resultOf(db, close.key, before)) continue;
        StepReading reading;
        reading.checks.push_back({"close.step.order",
                                  fmt::format("Step {}, {}, is not done yet.", before, planOf(before).name),
                                  false,
                                  {},
                                  "The steps run in order.",
                                  {},
                                  {}});
        return reading;
    }
    return behaviourOf(step).read(db, close, now);
}

std::vector<Actor> signersOf(db::Connection& db, const Close& close, int step, const SigningTerms& terms)
{
    std::vector<Actor> signers;
    for (const auto& signature : standing(signaturesOf(db, close.key, step), terms))
        signers.push_back({signature.user, slotOf(step, signature.slot).mayBe});
    return signers;
}

std::vector<Actor> expectedSigners(db::Connection& db, const Close& close, int step,
                                   const SigningTerms& terms)
{
    const auto given = standing(signaturesOf(db, close.key, step), terms);
    std::vector<Actor> signers;
    for (const int index : slotsAskedFor(step, terms)) {
        const auto& slot = slotOf(step, index);
        const auto signature = std::ranges::find(given, index, &Signature::slot);
        const auto name = signature == given.end() ? fmt::format("({})", slot.label) : signature->user;
        signers.push_back({name, slot.mayBe});
    }
    return signers;
}

} // namespace habitat::close
