// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/parser_scope.h"
#include "core/feel/syntax.h"

#include <algorithm>
#include <unordered_set>

namespace habitat::feel {
namespace {

/// Walks a tree and notes names that nothing in the tree itself introduces.
class Collector
{
public:
    std::vector<std::string> names;

    void walk(const Node& node)
    {
        std::visit([this, &node](const auto& body) { visit(body, node); }, node.body);
    }

private:
    template <typename Body>
    void visit(const Body&, const Node& node)
    {
        forEachChild(node, [this](const Node& child) { walk(child); });
    }

    void visit(const NameNode& body, const Node&)
    {
        if (!m_boundNames.contains(body.name) && m_seen.insert(body.name).second) names.push_back(body.name);
    }

    void visit(const CallNode& body, const Node&)
    {
        const auto* callee = std::get_if<NameNode>(&body.callee->body);
        if (callee == nullptr || callee->builtIn == nullptr) walk(*body.callee);
        for (const NodePtr& argument : body.arguments)
            walk(*argument);
    }

    void visit(const FunctionNode& body, const Node&)
    {
        const std::size_t before = m_bound.size();
        for (const Parameter& parameter : body.parameters)
            bind(parameter.name);
        walk(*body.body);
        unbind(before);
    }

    void visit(const ContextNode& body, const Node&)
    {
        const std::size_t before = m_bound.size();
        for (const auto& [name, value] : body.entries) {
            walk(*value);
            bind(name);
        }
        unbind(before);
    }

    void visit(const FilterNode& body, const Node&)
    {
        walk(*body.base);
        const std::size_t before = m_bound.size();
        bind("item");
        walk(*body.predicate);
        unbind(before);
    }

    void visit(const ForNode& body, const Node&)
    {
        const std::size_t before = m_bound.size();
        bind(body.iterators);
        bind("partial");
        walk(*body.body);
        unbind(before);
    }

    void visit(const QuantifiedNode& body, const Node&)
    {
        const std::size_t before = m_bound.size();
        bind(body.iterators);
        walk(*body.condition);
        unbind(before);
    }

    void bind(const std::vector<Iterator>& iterators)
    {
        for (const Iterator& iterator : iterators) {
            walk(*iterator.from);
            if (iterator.to) walk(*iterator.to);
            bind(iterator.name);
        }
    }

    void bind(const std::string& name)
    {
        m_bound.push_back(name);
        m_boundNames.insert(name);
    }

    void unbind(std::size_t size)
    {
        for (; m_bound.size() > size; m_bound.pop_back())
            m_boundNames.erase(m_boundNames.find(m_bound.back()));
    }

    std::vector<std::string> m_bound;
    std::unordered_multiset<std::string> m_boundNames;
    std::unordered_set<std::string> m_seen;
};

} // namespace

std::vector<std::string> freeNames(const Node& node)
{
    Collector collector;
    collector.walk(node);
    return std::move(collector.names);
}

} // namespace habitat::feel
