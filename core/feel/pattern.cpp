// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feel/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace habitat::feel {
namespace {

/// Steps of one match, and the kilobytes it may take: a pattern that needs more is hostile or hopeless.
constexpr std::uint32_t mostSteps = 500'000;
constexpr std::uint32_t mostKilobytes = 20'000;
constexpr std::size_t longestPattern = 10'000;

template <auto release>
struct Release
{
    template <typename T>
    void operator()(T* pointer) const
    {
        release(pointer);
    }
};

std::optional<std::uint32_t> optionsOf(std::string_view flags)
{
    std::uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY;
    for (const char flag : flags) {
        switch (flag) {
        case 's':
            options |= PCRE2_DOTALL;
            break;
        case 'm':
            options |= PCRE2_MULTILINE;
            break;
        case 'i':
            options |= PCRE2_CASELESS;
            break;
        case 'x':
            options |= PCRE2_EXTENDED;
            break;
        default:
            return std::nullopt;
        }
    }
    return options;
}

PCRE2_SPTR bytes(std::string_view text)
{
    return reinterpret_cast<PCRE2_SPTR>(text.data());
}

} // namespace

struct Pattern::Compiled
{
    std::unique_ptr<pcre2_code, Release<pcre2_code_free>> code;
    std::unique_ptr<pcre2_match_data, Release<pcre2_match_data_free>> match;
    std::unique_ptr<pcre2_match_context, Release<pcre2_match_context_free>> context;
};

Pattern::Pattern(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

std::optional<Pattern> Pattern::compile(std::string_view pattern, std::string_view flags)
{
    const auto options = optionsOf(flags);
    if (!options || pattern.size() > longestPattern) return std::nullopt;
    int error = 0;
    PCRE2_SIZE at = 0;
    auto compiled = std::make_unique<Compiled>();
    compiled->code.reset(pcre2_compile(bytes(pattern), pattern.size(), *options, &error, &at, nullptr));
    if (!compiled->code) return std::nullopt;
    compiled->match.reset(pcre2_match_data_create_from_pattern(compiled->code.get(), nullptr));
    compiled->context.reset(pcre2_match_context_create(nullptr));
    if (!compiled->match || !compiled->context) throw std::bad_alloc();
    pcre2_set_match_limit(compiled->context.get(), mostSteps);
    pcre2_set_heap_limit(compiled->context.get(), mostKilobytes);
    return Pattern(std::move(compiled));
}

std::optional<Pattern::Match> Pattern::find(std::string_view text, std::size_t from)
{
    const int groups = pcre2_match(m_compiled->code.get(), bytes(text), text.size(), from, 0,
                                   m_compiled->match.get(), m_compiled->context.get());
    m_wasBounded = groups < 0 && groups != PCRE2_ERROR_NOMATCH;
    if (groups <= 0) return std::nullopt;
    const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(m_compiled->match.get());
    Match match(pcre2_get_ovector_count(m_compiled->match.get()));
    for (std::size_t i = 0; i < std::size_t(groups); ++i)
        if (ends[2 * i] != PCRE2_UNSET) match[i] = std::pair(ends[2 * i], ends[2 * i + 1]);
    return match;
}

} // namespace habitat::feel
