// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feel/value.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace habitat::feel {

class Evaluation;

/// The built-in functions of FEEL (DMN 1.4 §10.3.4): one table, made of the groups that the files
/// builtins_*.cpp give. Immutable after the first use, any thread.

/// Which types a parameter takes, as a set of bits, and how it is passed.
using Accepts = std::uint32_t;

constexpr Accepts accepts(Type type)
{
    return Accepts(1) << unsigned(type);
}

namespace take {
inline constexpr Accepts null = accepts(Type::Null);
inline constexpr Accepts boolean = accepts(Type::Boolean);
inline constexpr Accepts number = accepts(Type::Number);
inline constexpr Accepts string = accepts(Type::String);
inline constexpr Accepts date = accepts(Type::Date);
inline constexpr Accepts time = accepts(Type::Time);
inline constexpr Accepts dateTime = accepts(Type::DateTime);
inline constexpr Accepts days = accepts(Type::DaysDuration);
inline constexpr Accepts years = accepts(Type::YearsDuration);
inline constexpr Accepts range = accepts(Type::Range);
inline constexpr Accepts list = accepts(Type::List);
inline constexpr Accepts context = accepts(Type::Context);
inline constexpr Accepts function = accepts(Type::Function);
inline constexpr Accepts anything = (Accepts(1) << 13) - 1;
inline constexpr Accepts value = anything & ~null;
/// May be left out; the function then sees null.
inline constexpr Accepts optional = Accepts(1) << 30;
/// The last parameter, taking every argument from there on.
inline constexpr Accepts rest = Accepts(1) << 31;
} // namespace take

struct BuiltInParameter
{
    std::string_view name;
    Accepts takes = take::anything;
};

using Arguments = std::span<const Value>;

struct Signature
{
    std::string_view name;
    std::vector<BuiltInParameter> parameters;
    Value (*run)(Evaluation&, Arguments);
};

struct BuiltIn
{
    std::string_view name;
    std::vector<Signature> overloads;
};

/// None where no built-in is called so.
const BuiltIn* findBuiltIn(std::string_view name);
Value callBuiltIn(Evaluation& evaluation, const BuiltIn& builtIn, Arguments arguments);
Value callBuiltIn(Evaluation& evaluation, const BuiltIn& builtIn, Arguments arguments,
                  std::span<const std::string> names);

/// The date, time or duration that an @"…" literal writes; null where it is none.
Value temporalFromText(std::string_view text);

std::vector<Signature> conversionBuiltIns();
std::vector<Signature> booleanBuiltIns();
std::vector<Signature> stringBuiltIns();
std::vector<Signature> patternBuiltIns();
std::vector<Signature> listBuiltIns();
std::vector<Signature> statisticBuiltIns();
std::vector<Signature> numericBuiltIns();
std::vector<Signature> dateBuiltIns();
std::vector<Signature> rangeBuiltIns();
std::vector<Signature> contextBuiltIns();

} // namespace habitat::feel
