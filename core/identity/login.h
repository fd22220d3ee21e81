// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habitat::identity {

/// A login in lower case, the form in which logins are compared. Logins are ASCII. Any thread.
inline std::string foldedLogin(std::string_view login)
{
    std::string folded(login);
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return folded;
}

} // namespace habitat::identity
