// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

#include <type_traits>
#include <utility>

namespace habitat {

/// A value, or the Error that explains why there is none.
template <typename T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

inline tl::unexpected<Error> fail(Error error)
{
    return tl::make_unexpected(std::move(error));
}

inline tl::unexpected<Error> fail(std::string code, std::string message,
                                  nlohmann::json context = nlohmann::json::object())
{
    return fail(Error{std::move(code), std::move(message), std::move(context), false});
}

/// The value within, for TRY; nothing for a Status.
template <typename Held>
auto takeValue(Held&& result)
{
    if constexpr (!std::is_void_v<typename std::remove_cvref_t<Held>::value_type>)
        return std::forward<Held>(result).value();
}

} // namespace habitat

/// Unwraps a Result, or returns its error from the enclosing function.
#define TRY(expression)                                                                                      \
    __extension__({                                                                                          \
        auto&& tryResult_ = (expression);                                                                    \
        if (!tryResult_) [[unlikely]]                                                                        \
            return ::tl::make_unexpected(std::move(tryResult_).error());                                     \
        ::habitat::takeValue(std::move(tryResult_));                                                         \
    })
