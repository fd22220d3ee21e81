// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

namespace habitat {

/// Whole numbers and ratios without bounds: what shares of a surplus are computed with.
using BigInt = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

/// FEEL's number: decimal, 34 significant digits (DMN 1.4 §10.3.2.3.1). Never used for money that posts.
using Decimal =
    boost::multiprecision::number<boost::multiprecision::cpp_dec_float<34>, boost::multiprecision::et_off>;

} // namespace habitat
