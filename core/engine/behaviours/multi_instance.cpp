// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/loops.h"
#include "core/engine/machine/variables.h"
#include "core/engine/trigger.h"

#include <fmt/format.h>

namespace habitat::engine {
namespace {

using Behavior = bpmn::MultiInstanceLoop::Behavior;

/// An event that the loop throws when an iteration completes.
struct ImplicitThrow
{
    Expression condition; ///< not stated: always
    const Trigger* trigger = nullptr;
    std::unique_ptr<const Plan> plan;
};

struct ManyPlan final : Plan
{
    bool isSequential = false;
    Expression cardinality;
    Expression collection;
    std::string inputElement;
    std::string outputCollection;
    Expression outputElement;
    Expression completionCondition;
    Behavior behavior = Behavior::All;
    std::vector<ImplicitThrow> thrown;
};

const ManyPlan& planOf(const Step& step, const Visit& visit)
{
    return static_cast<const ManyPlan&>(*step.compiled(visit).loopPlan);
}

Result<ImplicitThrow> planThrow(const bpmn::Process& process, const bpmn::Element& element,
                                const std::vector<bpmn::EventDefinition>& definitions,
                                const bpmn::Expression& condition)
{
    if (definitions.empty())
        return fail("engine.model.loop",
                    "It is to throw an event when an instance completes, but names none.");
    ImplicitThrow thrown;
    thrown.condition = TRY(Expression::compile(condition));
    const bpmn::EventDefinition& definition = definitions.front();
    thrown.trigger = &triggerOf(definition.trigger());
    if (!thrown.trigger->standsAt(Position::Throw))
        return fail(
            "engine.model.loop",
            fmt::format("An activity cannot throw an event of the kind \"{}\" when an instance completes.",
                        toText(definition.trigger())));
    thrown.plan = TRY(thrown.trigger->plan({process, element, definition, Position::Throw}));
    return thrown;
}

Status planThrows(const bpmn::Process& process, const bpmn::Element& element,
                  const bpmn::MultiInstanceLoop& loop, ManyPlan& plan)
{
    if (loop.behavior == Behavior::None)
        plan.thrown.push_back(TRY(planThrow(process, element, loop.noneBehaviorEvent, {})));
    if (loop.behavior == Behavior::One)
        plan.thrown.push_back(TRY(planThrow(process, element, loop.oneBehaviorEvent, {})));
    if (loop.behavior == Behavior::Complex)
        for (const auto& complex : loop.complexBehaviors)
            plan.thrown.push_back(TRY(planThrow(process, element, complex.events, complex.condition)));
    return {};
}

/// What completion and behaviour conditions see beside the variables (BPMN 2.0.2 table 10.30), also under the
/// names that other engines use.
feel::Context countsOf(const Loop& loop)
{
    const int active = runningIn(loop);
    return {{"numberOfInstances", loop.total},
            {"numberOfActiveInstances", active},
            {"numberOfCompletedInstances", loop.completed},
            {"numberOfTerminatedInstances", loop.terminated},
            {"nrOfInstances", loop.total},
            {"nrOfActiveInstances", active},
            {"nrOfCompletedInstances", loop.completed}};
}

/// Runs the activity for each item of a collection, or so often, one after the other or all at once
/// (BPMN 2.0.2 §13.3.7).
class MultiInstance final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process& process,
                                             const bpmn::Element& element) const override
    {
        const auto& loop = std::get<bpmn::MultiInstanceLoop>(element.loop);
        auto plan = std::make_unique<ManyPlan>();
        plan->isSequential = loop.isSequential;
        plan->cardinality = TRY(Expression::compile(loop.loopCardinality));
        plan->collection = TRY(Expression::compile(loop.inputCollection));
        plan->inputElement = loop.inputElement;
        plan->outputCollection = loop.outputCollection;
        plan->outputElement = TRY(Expression::compile(loop.outputElement));
        plan->completionCondition = TRY(Expression::compile(loop.completionCondition));
        plan->behavior = loop.behavior;
        if (!plan->cardinality.isStated() && !plan->collection.isStated())
            return fail("engine.model.loop",
                        "Nothing says how often it runs. Give it an input collection or a cardinality.");
        TRY(planThrows(process, element, loop, *plan));
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        if (!step.state().loop(visit.key)) step.emit(TRY(begun(step, visit)));
        goOn(step, visit);
        return {};
    }

    void goOn(Step& step, const Visit& visit) const override
    {
        const ManyPlan& plan = planOf(step, visit);
        while (const Loop* loop = step.state().loop(visit.key)) {
            const bool isOver = loop->isEnding || loop->completed + loop->terminated >= loop->total;
            if (isOver) return finish(step, visit);
            if (loop->started >= loop->total || (plan.isSequential && runningIn(*loop) > 0)) return;
            feel::Context locals;
            if (loop->items.isList() && !plan.inputElement.empty())
                locals.set(plan.inputElement, loop->items.asList()[std::size_t(loop->started)]);
            beginIteration(step, visit, std::move(locals));
            if (plan.isSequential) return;
        }
    }

    Status onChildCompleting(Step& step, const Visit& loop, const Visit& iteration) const override
    {
        const ManyPlan& plan = planOf(step, loop);
        IterationEnded ended{loop.key, step.state().element(iteration.key)->iteration};
        Loop after = *step.state().loop(loop.key);
        ++after.completed;
        const feel::Context counts = countsOf(after);
        const VariableView view(step.state(), iteration.key, &counts);
        ended.output = TRY(plan.outputElement.evaluate(view, step.now()));
        if (plan.completionCondition.isStated())
            ended.isLast = TRY(plan.completionCondition.test(view, step.now()));
        TRY(throwEvents(step, loop, plan, view, after.completed));
        if (step.state().loop(loop.key)) step.emit(std::move(ended));
        return {};
    }

    void onChildCompleted(Step& step, const Visit& loop, ElementIndex) const override { step.goOn(loop.key); }

private:
    static Result<LoopStarted> begun(Step& step, const Visit& visit)
    {
        const ManyPlan& plan = planOf(step, visit);
        const VariableView view(step.state(), visit.key);
        LoopStarted loop{visit.key, visit.element};
        if (plan.collection.isStated()) {
            loop.items = TRY(plan.collection.evaluate(view, step.now()));
            if (!loop.items.isList())
                return fail("engine.loop.collection",
                            fmt::format("The collection that \"{}\" runs over is {}, not a list. Set the "
                                        "variables that it uses, then retry.",
                                        step.model().id(visit.element), feel::toText(loop.items.type())));
            loop.total = std::int64_t(loop.items.asList().size());
        }
        if (plan.cardinality.isStated()) {
            const int count = TRY(plan.cardinality.wholeNumber(view, step.now(), -1));
            if (count < 0)
                return fail(
                    "engine.loop.cardinality",
                    fmt::format("\"{}\" is to run {} times; it must be 0 or more. Set the variables that "
                                "say how often, then retry.",
                                step.model().id(visit.element), count));
            loop.total = loop.total < 0 ? count : std::min<std::int64_t>(loop.total, count);
        }
        return loop;
    }

    static Status throwEvents(Step& step, const Visit& loop, const ManyPlan& plan, const VariableView& view,
                              int completed)
    {
        if (plan.behavior == Behavior::One && completed > 1) return {};
        for (const ImplicitThrow& thrown : plan.thrown) {
            if (thrown.condition.isStated() && !TRY(thrown.condition.test(view, step.now()))) continue;
            TRY(thrown.trigger->fire(step, loop, thrown.plan.get()));
            if (!step.state().element(loop.key)) return {};
        }
        return {};
    }

    static void finish(Step& step, const Visit& visit)
    {
        terminateWithin(step, visit.key);
        const ManyPlan& plan = planOf(step, visit);
        const Loop& loop = *step.state().loop(visit.key);
        if (!plan.outputCollection.empty()) {
            feel::List outputs = loop.outputs.isList() ? loop.outputs.asList() : feel::List{};
            outputs.resize(std::size_t(loop.total));
            setWhereKnown(step, visit.scope, {{plan.outputCollection, feel::Value(std::move(outputs))}});
        }
        complete(step, visit);
    }
};

} // namespace

const Behaviour& multiInstance()
{
    static const MultiInstance behaviour;
    return behaviour;
}

} // namespace habitat::engine
