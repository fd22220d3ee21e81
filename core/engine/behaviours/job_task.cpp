// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/behaviours/behaviours.h"
#include "core/engine/machine/jobs.h"

namespace habitat::engine {
namespace {

/// Service tasks, and other tasks whose work is a job: waits until the job's handler has answered.
class JobTask final : public Behaviour
{
public:
    Result<std::unique_ptr<const Plan>> plan(const bpmn::Process&,
                                             const bpmn::Element& element) const override
    {
        return planJob(element);
    }

    Status enter(Step& step, const Visit& visit) const override { return createJob(step, visit); }
};

} // namespace

const Behaviour& jobTask()
{
    static const JobTask behaviour;
    return behaviour;
}

} // namespace habitat::engine
