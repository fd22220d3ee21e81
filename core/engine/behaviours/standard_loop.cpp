// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/loops.h"

namespace habitat::engine {
namespace {

struct LoopPlan final : Plan
{
    bool testBefore = false;
    Expression maximum;
    Expression condition;
};

/// Runs the activity again while its condition holds, looked at before or after each round, at most so often
/// (BPMN 2.0.2 §13.3.6).
class StandardLoop final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        const auto& loop = std::get<bpmn::StandardLoop>(element.loop);
        auto plan = std::make_unique<LoopPlan>();
        plan->testBefore = loop.testBefore;
        plan->maximum = TRY(Expression::compile(loop.loopMaximum));
        plan->condition = TRY(Expression::compile(loop.loopCondition));
        if (!plan->maximum.isStated() && !plan->condition.isStated())
            return fail("engine.model.loop",
                        "Its loop has neither a condition nor a maximum and would never end.");
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        if (!step.state().loop(visit.key)) step.emit(LoopStarted{visit.key, visit.element});
        return next(step, visit);
    }

    Status onChildCompleting(Step& step, const Visit& loop, const Visit& iteration) const override
    {
        step.emit(IterationEnded{loop.key, step.state().element(iteration.key)->iteration});
        return {};
    }

    void onChildCompleted(Step& step, const Visit& loop, ElementIndex) const override { step.goOn(loop.key); }

    void goOn(Step& step, const Visit& visit) const override
    {
        if (Status done = next(step, visit); !done)
            raiseIncident(step, visit, Redo::Entry, std::move(done).error());
    }

private:
    static Status next(Step& step, const Visit& visit)
    {
        const Loop& loop = *step.state().loop(visit.key);
        if (runningIn(loop) > 0) return {};
        if (TRY(runsAgain(step, visit, loop)))
            beginIteration(step, visit, {});
        else
            complete(step, visit);
        return {};
    }

    static Result<bool> runsAgain(const Step& step, const Visit& visit, const Loop& loop)
    {
        const auto& plan = static_cast<const LoopPlan&>(*step.compiled(visit).loopPlan);
        const feel::Context counter{{"loopCounter", loop.started}};
        const VariableView view(step.state(), visit.key, &counter);
        if (plan.maximum.isStated() && loop.started >= TRY(plan.maximum.wholeNumber(view, step.now(), 0)))
            return false;
        if (!plan.condition.isStated() || (loop.started == 0 && !plan.testBefore)) return true;
        return plan.condition.test(view, step.now());
    }
};

} // namespace

const Behaviour& standardLoop()
{
    static const StandardLoop behaviour;
    return behaviour;
}

} // namespace habitat::engine
