// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/lifecycle.h"
#include "core/engine/machine/variables.h"

namespace habitat::engine {
namespace {

struct ScriptPlan final : Plan
{
    Expression expression;
    std::string resultVariable;
};

/// Evaluates a FEEL expression into a variable (zeebe:script).
class ScriptTask final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        if (!element.script || !element.script->expression.isStated())
            return fail("engine.model.script", "It has neither a FEEL script nor a job type.");
        auto plan = std::make_unique<ScriptPlan>();
        bpmn::Expression source = element.script->expression;
        // A script is FEEL also without the leading "=".
        if (source.kind == bpmn::Expression::Kind::Literal) source.kind = bpmn::Expression::Kind::Feel;
        plan->expression = TRY(Expression::compile(source));
        plan->resultVariable = element.script->resultVariable;
        return plan;
    }

    Status enter(Step& step, const Visit& visit) const override
    {
        const auto& plan = step.compiled(visit).planAs<ScriptPlan>();
        feel::Value value = TRY(plan.expression.evaluate(VariableView(step.state(), visit.key), step.now()));
        if (!plan.resultVariable.empty())
            setResult(step, visit, feel::Context{{plan.resultVariable, std::move(value)}});
        complete(step, visit);
        return {};
    }
};

} // namespace

const Behaviour& scriptTask()
{
    static const ScriptTask behaviour;
    return behaviour;
}

} // namespace habitat::engine
