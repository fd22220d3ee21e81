// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/value.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace habitat::feel {

/// A type as `instance of`, parameters and item definitions name it (DMN 1.4 §10.3.2.9). Immutable once
/// built, any thread.
struct TypeSpec
{
    enum class Kind : std::uint8_t { Any, Simple, List, Range, Context, Function, Unknown };

    Kind kind = Kind::Any;
    /// For Simple; Type::Null is FEEL's Null.
    Type simple = Type::Null;
    /// For List and Range the element, for Function the result.
    std::shared_ptr<const TypeSpec> element;
    std::vector<std::pair<std::string, std::shared_ptr<const TypeSpec>>> fields;
    std::vector<std::shared_ptr<const TypeSpec>> parameters;
    /// What allowedValues of an item definition say; absent: every value of the type. coerce() asks it,
    /// `instance of` does not.
    std::function<bool(const Value&)> allows;
    std::string name;

    static std::shared_ptr<const TypeSpec> any();
    static std::shared_ptr<const TypeSpec> ofType(Type type);
    static std::shared_ptr<const TypeSpec> listOf(std::shared_ptr<const TypeSpec> element);
};

using TypePtr = std::shared_ptr<const TypeSpec>;
/// Names of item definitions and what they stand for.
using TypeTable = std::map<std::string, TypePtr, std::less<>>;

/// "number", "date and time", …: FEEL's own type names.
std::optional<TypePtr> builtInType(std::string_view name);

enum class NullConforms : std::uint8_t { No, Yes };
/// Whether the value is of the type; null is of every type only where asked so (inside contexts and lists it
/// is).
bool conforms(const Value& value, const TypeSpec& type, NullConforms nulls);
/// Whether every value of `narrow` is one of `wide`.
bool conformsTo(const TypeSpec& narrow, const TypeSpec& wide);
/// The value as that type, by the implicit conversions of DMN 1.4 §10.3.2.9.4: a list of one to its item, a
/// value to a list of it, a date to its midnight in UTC; null where nothing helps.
Value coerce(const Value& value, const TypeSpec& type);
std::string toText(const TypeSpec& type);

} // namespace habitat::feel
