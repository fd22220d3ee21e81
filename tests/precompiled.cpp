// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/precompiled.h" // A target needs a file to have precompiled headers.
