// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/calendar.h"
#include "core/base/result.h"
#include "core/feel/number.h"
#include "core/feel/temporal.h"

#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace habitat::feel {

class Value;
class Context;
class Function;
struct Range;
using List = std::vector<Value>;
using FunctionPtr = std::shared_ptr<const Function>;

enum class Type : std::uint8_t {
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,
    DaysDuration,
    YearsDuration,
    Range,
    List,
    Context,
    Function,
};

/// "days and time duration" and so on: the names that FEEL's `instance of` uses.
std::string_view toText(Type type);

/// A FEEL value (DMN 1.4 §10.3.2), and what process variables are made of. Immutable: lists, contexts, ranges
/// and functions are shared, so a copy costs at most a reference count or a string. Any thread.
class Value
{
public:
    Value() = default;
    Value(std::nullptr_t) {} // NOLINT: values are written as literals all over the engine
    template <std::same_as<bool> B>
    Value(B boolean) : m_data(boolean) // NOLINT
    {
    }
    template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>) Value(T whole)
        : m_data(Number(whole)) // NOLINT
    {
    }
    Value(const Number& number) : m_data(number) {}                               // NOLINT
    Value(std::string text) : m_data(std::move(text)) {}                          // NOLINT
    Value(std::string_view text) : m_data(std::string(text)) {}                   // NOLINT
    Value(const char* text) : m_data(std::string(text)) {}                        // NOLINT
    Value(const CalendarDate& date) : m_data(date) {}                             // NOLINT
    Value(const habitat::Date& date) : m_data(CalendarDate(date)) {}              // NOLINT
    Value(const Time& time) : m_data(time) {}                                     // NOLINT
    Value(const DateTime& dateTime) : m_data(dateTime) {}                         // NOLINT
    Value(Instant instant) : m_data(DateTime(instant)) {}                         // NOLINT
    Value(const DaysDuration& duration) : m_data(duration) {}                     // NOLINT
    Value(const YearsDuration& duration) : m_data(duration) {}                    // NOLINT
    Value(Range range);                                                           // NOLINT
    Value(List list);                                                             // NOLINT
    Value(Context context);                                                       // NOLINT
    Value(FunctionPtr function) : m_data(std::move(function)) {}                  // NOLINT
    Value(std::shared_ptr<const Context> context) : m_data(std::move(context)) {} // NOLINT

    [[nodiscard]] Type type() const { return Type(m_data.index()); }
    [[nodiscard]] bool is(Type type) const { return m_data.index() == std::size_t(type); }
    [[nodiscard]] bool isNull() const { return is(Type::Null); }
    [[nodiscard]] bool isBoolean() const { return is(Type::Boolean); }
    [[nodiscard]] bool isNumber() const { return is(Type::Number); }
    [[nodiscard]] bool isString() const { return is(Type::String); }
    [[nodiscard]] bool isList() const { return is(Type::List); }
    [[nodiscard]] bool isContext() const { return is(Type::Context); }
    /// True only for the boolean true; null and everything else is not true.
    [[nodiscard]] bool isTrue() const { return isBoolean() && std::get<bool>(m_data); }
    [[nodiscard]] bool isFalse() const { return isBoolean() && !std::get<bool>(m_data); }

    /// The content; asking for another type than it has breaks an invariant.
    [[nodiscard]] bool asBoolean() const { return get<bool>(); }
    [[nodiscard]] const Number& asNumber() const { return get<Number>(); }
    [[nodiscard]] const std::string& asString() const { return get<std::string>(); }
    [[nodiscard]] const CalendarDate& asDate() const { return get<CalendarDate>(); }
    [[nodiscard]] const Time& asTime() const { return get<Time>(); }
    [[nodiscard]] const DateTime& asDateTime() const { return get<DateTime>(); }
    [[nodiscard]] const DaysDuration& asDaysDuration() const { return get<DaysDuration>(); }
    [[nodiscard]] const YearsDuration& asYearsDuration() const { return get<YearsDuration>(); }
    [[nodiscard]] const Range& asRange() const { return *get<std::shared_ptr<const Range>>(); }
    [[nodiscard]] const List& asList() const;
    [[nodiscard]] const Context& asContext() const { return *get<std::shared_ptr<const Context>>(); }
    [[nodiscard]] const FunctionPtr& asFunction() const { return get<FunctionPtr>(); }
    /// The whole number in it, where it is one that fits.
    [[nodiscard]] std::optional<std::int64_t> toInt64() const;
    /// Levels of lists and contexts in it, 0 for a plain value. What reads values bounds it, so that
    /// recursion over a value is safe.
    [[nodiscard]] unsigned depth() const;
    /// The entry of a context; null where this is no context or has no such entry.
    [[nodiscard]] const Value& member(std::string_view name) const;

    /// Deep and exact, null equals null. FEEL's own `=` is equalValues in core/feel/compare.h.
    bool operator==(const Value& other) const;

private:
    struct Items;
    using Data = std::variant<std::monostate, bool, Number, std::string, CalendarDate, Time, DateTime,
                              DaysDuration, YearsDuration, std::shared_ptr<const Range>,
                              std::shared_ptr<const Items>, std::shared_ptr<const Context>, FunctionPtr>;

    template <typename T>
    [[nodiscard]] const T& get() const
    {
        const T* content = std::get_if<T>(&m_data);
        ensure(content != nullptr, "a FEEL value is asked for a type that it does not have");
        return *content;
    }

    Data m_data;
};

struct Value::Items
{
    List list;
    unsigned depth;
};

inline const List& Value::asList() const
{
    return get<std::shared_ptr<const Items>>()->list;
}

/// Values nested deeper are refused by whatever makes values out of text or JSON.
inline constexpr unsigned deepestValue = 500;

/// Names and values in order of insertion. Small ones are searched in line, large ones by hash.
class Context
{
public:
    using Entry = std::pair<std::string, Value>;

    Context() = default;
    Context(std::initializer_list<Entry> entries);

    /// Adds the entry, or replaces the value of the one that bears the name.
    void set(std::string_view name, Value value);
    bool remove(std::string_view name);
    [[nodiscard]] const Value* find(std::string_view name) const;
    [[nodiscard]] const Value& at(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] bool empty() const { return m_entries.empty(); }
    [[nodiscard]] unsigned depth() const { return m_depth; }
    [[nodiscard]] auto begin() const { return m_entries.begin(); }
    [[nodiscard]] auto end() const { return m_entries.end(); }
    /// Equal where the same names have equal values, whatever their order.
    bool operator==(const Context& other) const;

private:
    struct NameHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
    };
    [[nodiscard]] std::size_t position(std::string_view name) const;
    void reindex();

    std::vector<Entry> m_entries;
    /// The deepest value that was ever set, and one.
    unsigned m_depth = 1;
    std::unordered_map<std::string, std::size_t, NameHash, std::equal_to<>> m_index;
};

/// start..end; an absent (null) end point leaves that side open, as in `> 5`.
struct Range
{
    Value start;
    Value end;
    bool startIncluded = true;
    bool endIncluded = true;

    bool operator==(const Range&) const = default;
};

/// Where names are looked up: the variables of one scope, then those of the scope around it.
/// Both are borrowed and must outlive the evaluation.
struct Scope
{
    const Context* variables = nullptr;
    const Scope* parent = nullptr;

    [[nodiscard]] const Value* find(std::string_view name) const;
};

/// JSON that reads back as the same value. null, booleans, strings, lists and contexts are themselves; whole
/// numbers that fit int64 are integers; decimals of at most 15 significant digits are JSON floats (such a
/// float's shortest form is the decimal again); the rest is an object with one key: {"@number":"…"},
/// {"@date":"…"}, {"@time":"…"},
/// {"@date and time":"…"}, {"@duration":"…"}, {"@range":[start, startIncluded, end, endIncluded]}. A context
/// whose only key begins with "@" is written {"@context":{…}}. A function has no JSON form and becomes
/// null. The order of a context's entries is not kept.
nlohmann::json toJson(const Value& value);
nlohmann::json toJson(const Context& context);
/// Refuses malformed "@" objects and nesting beyond 500 levels ("feel.json.invalid").
Result<Value> fromJson(const nlohmann::json& json);
/// JSON for other programs: dates, times and durations as plain strings.
nlohmann::json toPlainJson(const Value& value);

/// The FEEL literal: strings in quotes, @"…" for dates; contexts and lists in braces and brackets.
std::string toText(const Value& value);

} // namespace habitat::feel
