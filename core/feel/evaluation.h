// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/expression.h"
#include "core/feel/function.h"

#include <fmt/format.h>

#include <span>

namespace habitat::feel {

/// One evaluation under way: its bounds, its warnings and its scope. Lives on the stack of evaluate(), one
/// thread.
class Evaluation
{
public:
    /// Names of the moment, innermost first: one variable, a whole context, or the caller's scope at the end.
    struct Frame
    {
        const Frame* parent = nullptr;
        std::string_view name;
        const Value* value = nullptr;
        const Context* context = nullptr;
        const Scope* scope = nullptr;

        [[nodiscard]] const Value* find(std::string_view wanted) const;
    };

    Evaluation(const EvaluationOptions& options, std::vector<std::string>* warnings)
        : m_options(options), m_warnings(warnings)
    {
    }

    Value evaluate(const Node& node, const Frame& frame);
    /// Calls a function with arguments in order; coerces them to its parameters' types.
    Value invoke(const Function& function, std::span<const Value> arguments);
    [[nodiscard]] const EvaluationOptions& options() const { return m_options; }

    /// Takes so many steps from what may still be done; false where nothing is left.
    bool charge(std::size_t steps)
    {
        m_spent += steps;
        return m_spent <= m_options.steps && !m_tooDeep;
    }
    /// Given up: too long or too deep. Everything evaluates to null from then on.
    [[nodiscard]] bool isExhausted() const { return m_spent > m_options.steps || m_tooDeep; }
    void noteExhaustion();

    /// Null, and the reason where somebody wants to know.
    template <typename... Args>
    Value refuse(fmt::format_string<Args...> why, Args&&... args)
    {
        if (m_warnings != nullptr && m_warnings->size() < mostWarnings)
            m_warnings->push_back(fmt::format(why, std::forward<Args>(args)...));
        return nullptr;
    }

    /// The value, or null where it is nested too deeply to be handed on.
    Value bounded(Value value);

private:
    static constexpr std::size_t mostWarnings = 100;
    static constexpr int deepestEvaluation = 1'000;

    Value dispatch(const Node& node, const Frame& frame);
    Value name(const NameNode& node, const Frame& frame);
    Value negate(const NegateNode& node, const Frame& frame);
    Value binary(const BinaryNode& node, const Frame& frame);
    Value logic(const BinaryNode& node, const Frame& frame);
    Value between(const BetweenNode& node, const Frame& frame);
    Value in(const InNode& node, const Frame& frame);
    Value tests(const TestsNode& node, const Frame& frame);
    Value anyTest(const std::vector<TestNode>& tests, const Value& input, const Frame& frame);
    Value test(const TestNode& test, const Value& input, const Frame& frame);
    Value instance(const InstanceNode& node, const Frame& frame);
    Value path(const PathNode& node, const Frame& frame);
    Value filter(const FilterNode& node, const Frame& frame);
    Value filterList(const FilterNode& node, const List& list, const Frame& frame);
    Value call(const CallNode& node, const Frame& frame);
    Value callNamed(const Function& function, const CallNode& node, std::span<const Value> arguments);
    Value list(const ListNode& node, const Frame& frame);
    Value context(const ContextNode& node, const Frame& frame);
    Value range(const RangeNode& node, const Frame& frame);
    Value choose(const IfNode& node, const Frame& frame);
    Value repeat(const ForNode& node, const Frame& frame);
    Value quantify(const QuantifiedNode& node, const Frame& frame);
    Value function(const FunctionNode& node, const Frame& frame);
    Value invokeLambda(const Function& function, const Function::Lambda& lambda,
                       std::span<const Value> arguments);

    /// Runs `body` once for every combination of the iterators' items, while it says true; false where one of
    /// them is not to be gone through.
    template <typename Body>
    bool iterate(std::span<const Iterator> iterators, const Frame& frame, const Body& body);
    Value items(const Iterator& iterator, const Frame& frame);
    Value sequence(const Value& from, const Value& to);

    const EvaluationOptions& m_options;
    std::vector<std::string>* m_warnings;
    std::uint64_t m_spent = 0;
    int m_depth = 0;
    bool m_tooDeep = false;
};

} // namespace habitat::feel
