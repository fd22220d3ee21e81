// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/support/random_process.h"

#include "tests/engine/support/model_xml.h"

#include <fmt/format.h>

namespace habitat::engine::test {
namespace {

/// A piece of a process with one way in and one way out.
struct Block
{
    std::string xml;
    std::string in;
    std::string out;
};

class Builder
{
public:
    explicit Builder(Dice& dice) : m_dice(dice) {}

    Block sequence(int depth)
    {
        Block all = block(depth);
        for (int more = m_dice.roll(3); more > 0; --more)
            all = joined(all, block(depth));
        return all;
    }

private:
    Block block(int depth)
    {
        if (depth <= 0 || m_budget <= 0) return activity();
        switch (m_dice.roll(9)) {
        case 0:
        case 1:
            return choice(depth - 1);
        case 2:
            return fork(depth - 1);
        case 3:
            return loop(depth - 1);
        case 4:
        case 5:
            return subProcess(depth - 1);
        case 6:
            return compensation();
        default:
            return activity();
        }
    }

    std::string name(char prefix)
    {
        --m_budget;
        return fmt::format("{}{}", prefix, ++m_count);
    }

    static Block joined(const Block& first, const Block& second)
    {
        return {first.xml + second.xml + flow(first.out, second.in), first.in, second.out};
    }

    Block activity()
    {
        switch (m_dice.roll(8)) {
        case 0:
            return withEvents(person());
        case 1:
            return computed();
        case 2:
            return pause();
        case 3:
            return withEvents(called());
        case 4: {
            const std::string id = name('M');
            return {task("manualTask", id), id, id};
        }
        default:
            return withEvents(job());
        }
    }

    Block job()
    {
        const std::string id = name('A');
        std::string extensions;
        if (m_dice.chance(20)) extensions += property("start", "person");
        if (m_dice.chance(20)) extensions += input("= v", "own");
        if (m_dice.chance(20)) extensions += output("= v", "seen");
        return undoableMaybe({service(id, extensions, m_dice.chance(50) ? "1" : "2"), id, id}, 70);
    }

    Block person()
    {
        const std::string id = name('U');
        return undoableMaybe({user(id), id, id}, 40);
    }

    Block computed()
    {
        const std::string id = name('S');
        return undoableMaybe({script(id, "= if v = null then 1 else v + 1", "v"), id, id}, 40);
    }

    Block pause()
    {
        const std::string id = name('T');
        return {timerCatch(id, "timeDuration", "PT10M"), id, id};
    }

    Block called()
    {
        const std::string id = name('C');
        return undoableMaybe({call(id, "child"), id, id}, 40);
    }

    Block undoableMaybe(Block block, int percent)
    {
        if (m_dice.chance(percent)) block.xml += undoable(block.in);
        return block;
    }

    /// Boundary events whose way leads back behind the activity, or ends where they run beside it.
    Block withEvents(const Block& host)
    {
        if (!m_dice.chance(35)) return host;
        const std::string merge = name('X');
        Block all{host.xml + exclusive(merge) + flow(host.out, merge), host.in, merge};
        const std::string event = name('B');
        switch (m_dice.roll(4)) {
        case 0:
            all.xml += boundaryError(event, host.in, "E1") + flow(event, merge);
            break;
        case 1:
            all.xml += boundaryError(event, host.in, "") + flow(event, merge);
            break;
        case 2:
            all.xml += boundaryTimer(event, host.in, "timeDuration", "PT1H") + flow(event, merge);
            break;
        default: {
            const Block aside = job();
            const std::string last = name('E');
            all.xml += boundaryTimer(event, host.in, "timeCycle", "R2/PT30M", Boundary::NotInterrupting) +
                       aside.xml + test::end(last) + flow(event, aside.in) + flow(aside.out, last);
        }
        }
        return all;
    }

    Block choice(int depth)
    {
        const std::string split = name('X');
        const std::string merge = name('X');
        const Block first = sequence(depth);
        const Block second = sequence(depth);
        return {exclusive(split, split + "-" + second.in) + exclusive(merge) + first.xml + second.xml +
                    flow(split, first.in, fmt::format("= v > {}", m_dice.roll(4))) + flow(split, second.in) +
                    flow(first.out, merge) + flow(second.out, merge),
                split, merge};
    }

    Block fork(int depth)
    {
        const std::string split = name('G');
        const std::string join = name('G');
        Block all{parallel(split) + parallel(join), split, join};
        for (int branches = 2 + m_dice.roll(2); branches > 0; --branches) {
            const Block branch = sequence(depth);
            all.xml += branch.xml + flow(split, branch.in) + flow(branch.out, join);
        }
        return all;
    }

    /// The condition stands on the flow to an element behind the loop, which the loop brings with it.
    Block loop(int depth)
    {
        const std::string in = name('X');
        const std::string out = name('X');
        const std::string after = name('M');
        const Block body = joined(job(), sequence(depth));
        return {exclusive(in) + body.xml + exclusive(out, out + "-" + in) + task("manualTask", after) +
                    flow(in, body.in) + flow(body.out, out) + flow(out, in) + flow(out, after, "= v > 1"),
                in, after};
    }

    Block subProcess(int depth)
    {
        const std::string id = name('P');
        const std::string first = name('s');
        const Block body = sequence(depth);
        const std::string last = name('E');
        const std::string definition = m_dice.chance(15)   ? errorDefinition("E1")
                                       : m_dice.chance(15) ? std::string("<terminateEventDefinition/>")
                                       : m_dice.chance(15) ? compensate()
                                                           : std::string();
        const std::string inside =
            start(first) + body.xml + endWith(last, definition) + flow(first, body.in) + flow(body.out, last);
        const std::string own = m_dice.chance(30) ? input("= 1", "v") : std::string();
        return withEvents(undoableMaybe({sub(id, inside, own), id, id}, 20));
    }

    Block compensation()
    {
        const std::string id = name('K');
        return {throwEvent(id, compensate()), id, id};
    }

    Dice& m_dice;
    int m_count = 0;
    int m_budget = 40;
};

} // namespace

std::string randomProcess(Dice& dice)
{
    Builder builder(dice);
    const Block body = builder.sequence(3);
    return start("start") + body.xml + end("end") + flow("start", body.in) + flow(body.out, "end");
}

} // namespace habitat::engine::test
