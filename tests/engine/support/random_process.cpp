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
        switch (m_dice.roll(18)) {
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
        case 7:
        case 8:
            return some(depth - 1);
        case 9:
            return race(depth - 1);
        case 10:
            return firstOf(depth - 1);
        case 11:
            return transaction(depth - 1);
        case 12:
            return adHoc();
        case 13:
            return manySubProcesses(depth - 1);
        case 14:
            return raised();
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
        switch (m_dice.roll(11)) {
        case 5:
        case 6:
            return withEvents(repeated());
        case 7:
            return awaited();
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

    /// Something that comes from outside.
    Block awaited()
    {
        const std::string id = name('W');
        switch (m_dice.roll(6)) {
        case 0:
            return {catching(id, message("M1")), id, id};
        case 1:
            return {catching(id, signal("S1")), id, id};
        case 2:
            return {catching(id, condition("= v > 2")), id, id};
        case 3:
            return {catching(id, message("M1") + timer("timeDuration", "PT1H"), "parallelMultiple=\"true\""),
                    id, id};
        case 4:
            return {catching(id, signal("S1") + timer("timeDuration", "PT1H")), id, id};
        default:
            return {receive(id, "M2"), id, id};
        }
    }

    /// One activity that runs many times.
    Block repeated()
    {
        Block one = job();
        const std::size_t end = one.xml.find("</serviceTask>");
        one.xml.insert(end, loopDefinition());
        return one;
    }

    std::string loopDefinition()
    {
        const std::string sequential = m_dice.chance(50) ? "isSequential=\"true\"" : "";
        switch (m_dice.roll(4)) {
        case 0:
            return "<standardLoopCharacteristics loopMaximum=\"3\"><loopCondition>= v &lt; 3</loopCondition>"
                   "</standardLoopCharacteristics>";
        case 1:
            return fmt::format(
                "<multiInstanceLoopCharacteristics {}><extensionElements>"
                "<zeebe:loopCharacteristics inputCollection=\"= [1, 2, 3]\" inputElement=\"v\" "
                "outputCollection=\"all\" outputElement=\"= v\"/></extensionElements>"
                "</multiInstanceLoopCharacteristics>",
                sequential);
        case 2:
            return fmt::format("<multiInstanceLoopCharacteristics {}><loopCardinality>3</loopCardinality>"
                               "<completionCondition>= numberOfCompletedInstances > 1</completionCondition>"
                               "</multiInstanceLoopCharacteristics>",
                               sequential);
        default:
            return fmt::format("<multiInstanceLoopCharacteristics {} behavior=\"None\" "
                               "noneBehaviorEventRef=\"anyDone\"><loopCardinality>= {}</loopCardinality>"
                               "</multiInstanceLoopCharacteristics>",
                               sequential, m_dice.roll(3));
        }
    }

    Block raised()
    {
        const std::string id = name('H');
        const std::string definition = m_dice.chance(60)   ? escalation("X1")
                                       : m_dice.chance(50) ? signal("S1")
                                                           : message("M1");
        return {throwEvent(id, definition), id, id};
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
        switch (m_dice.roll(7)) {
        case 3:
            all.xml += boundary(event, host.in, message("M2")) + flow(event, merge);
            break;
        case 4:
            all.xml += boundary(event, host.in, escalation("X1")) + flow(event, merge);
            break;
        case 5: {
            const Block aside = job();
            const std::string last = name('E');
            const std::string what = m_dice.chance(50) ? condition("= v > 3") : escalation("");
            all.xml += boundary(event, host.in, what, Boundary::NotInterrupting) + aside.xml +
                       test::end(last) + flow(event, aside.in) + flow(aside.out, last);
            break;
        }
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

    /// Some of several branches, which an inclusive gateway joins.
    Block some(int depth)
    {
        const std::string split = name('I');
        const std::string join = name('I');
        const Block otherwise = sequence(depth);
        Block all{inclusive(split, split + "-" + otherwise.in) + inclusive(join) + otherwise.xml +
                      flow(split, otherwise.in) + flow(otherwise.out, join),
                  split, join};
        for (int branches = 1 + m_dice.roll(2); branches > 0; --branches) {
            const Block branch = sequence(depth);
            all.xml += branch.xml + flow(split, branch.in, fmt::format("= v > {}", m_dice.roll(4))) +
                       flow(branch.out, join);
        }
        return all;
    }

    /// The first of several events.
    Block race(int depth)
    {
        const std::string gateway = name('V');
        const std::string merge = name('X');
        const std::string first = name('W');
        const std::string second = name('W');
        const Block behind = sequence(depth);
        return {eventGateway(gateway) + exclusive(merge) + catching(first, message("M1")) +
                    catching(second, timer("timeDuration", "PT1H")) + behind.xml + flow(gateway, first) +
                    flow(gateway, second) + flow(first, behind.in) + flow(behind.out, merge) +
                    flow(second, merge),
                gateway, merge};
    }

    /// Goes on when the first branches are done.
    Block firstOf(int depth)
    {
        const std::string split = name('G');
        const std::string join = name('D');
        Block all{parallel(split) + complex(join, fmt::format("= activationCount >= {}", 1 + m_dice.roll(3))),
                  split, join};
        for (int branches = 3; branches > 0; --branches) {
            const Block branch = sequence(depth);
            all.xml += branch.xml + flow(split, branch.in) + flow(branch.out, join);
        }
        return all;
    }

    Block transaction(int depth)
    {
        const std::string id = name('T');
        const std::string first = name('s');
        const Block body = sequence(depth);
        const std::string choice = name('X');
        const std::string fine = name('E');
        const std::string cancelled = name('E');
        const std::string border = name('B');
        const std::string merge = name('X');
        const std::string inside = start(first) + body.xml + exclusive(choice, choice + "-" + fine) +
                                   test::end(fine) + endWith(cancelled, "<cancelEventDefinition/>") +
                                   flow(first, body.in) + flow(body.out, choice) + flow(choice, fine) +
                                   flow(choice, cancelled, "= v > 2");
        return {fmt::format("<transaction id=\"{}\">{}</transaction>", id, inside) + exclusive(merge) +
                    boundary(border, id, "<cancelEventDefinition/>") + flow(id, merge) + flow(border, merge),
                id, merge};
    }

    /// People start one of two activities, as often as they like.
    Block adHoc()
    {
        const std::string id = name('H');
        const std::string ordering = m_dice.chance(50) ? "ordering=\"Sequential\"" : "";
        return {fmt::format("<adHocSubProcess id=\"{}\" {}>{}{}</adHocSubProcess>", id, ordering, job().xml,
                            person().xml),
                id, id};
    }

    Block manySubProcesses(int depth)
    {
        Block one = subProcess(depth);
        const std::size_t end = one.xml.find(fmt::format("<subProcess id=\"{}\"", one.in));
        const std::size_t body = one.xml.find('>', end) + 1;
        const std::size_t extensions = one.xml.find("</extensionElements>", body);
        const std::size_t firstStart = one.xml.find("<startEvent", body);
        const bool hasExtensions = extensions != std::string::npos && extensions < firstStart;
        one.xml.insert(hasExtensions ? extensions + std::string_view("</extensionElements>").size() : body,
                       loopDefinition());
        return one;
    }

    /// Beside what is in a sub-process: what happens meanwhile.
    std::string happening()
    {
        const std::string id = name('H');
        const std::string first = name('h');
        const std::string last = name('E');
        const Block body = job();
        const std::string inside = body.xml + test::end(last) + flow(first, body.in) + flow(body.out, last);
        switch (m_dice.roll(4)) {
        case 0:
            return eventSub(id, startWith(first, errorDefinition("E2")), inside);
        case 1:
            return eventSub(id, startWith(first, message("M3")), inside);
        case 2:
            return eventSub(id, startWith(first, timer("timeCycle", "R2/PT2H"), "isInterrupting=\"false\""),
                            inside);
        default:
            return eventSub(id, startWith(first, escalation("X1"), "isInterrupting=\"false\""), inside);
        }
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
                                       : m_dice.chance(15) ? escalation("X1")
                                                           : std::string();
        const std::string inside = start(first) + body.xml + endWith(last, definition) +
                                   flow(first, body.in) + flow(body.out, last) +
                                   (m_dice.chance(30) ? happening() : std::string());
        const std::string own = m_dice.chance(30) ? input("= 1", "v") : std::string();
        return withEvents(undoableMaybe({sub(id, inside, own), id, id}, 20));
    }

    Block compensation()
    {
        const std::string id = name('K');
        const bool waits = m_dice.chance(70);
        return {
            throwEvent(id, waits ? compensate() : "<compensateEventDefinition waitForCompletion=\"false\"/>"),
            id, id};
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
