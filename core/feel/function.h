// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/syntax.h"
#include "core/feel/value.h"

#include <functional>
#include <span>

namespace habitat::feel {

/// A function value: a literal with what it captured, a built-in, or one that the program provides (a
/// business knowledge model, say). Immutable, any thread as far as a native one allows it.
class Function
{
public:
    struct Lambda
    {
        SharedNode body;
        Context captured;
    };
    using Native = std::function<Value(std::span<const Value>)>;

    std::vector<Parameter> parameters;
    /// What it returns as far as that is known without calling it.
    TypePtr resultType;
    std::variant<Lambda, const BuiltIn*, Native> body;

    /// For values of the program's own making; arguments are coerced to the parameters' types before the
    /// call.
    static Value native(std::vector<Parameter> parameters, Native body);
};

} // namespace habitat::feel
