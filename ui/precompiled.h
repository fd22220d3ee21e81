// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What nearly every file of ui reads, parsed once; no file relies on it, each includes what it uses.
#include "core/base/calendar.h"
#include "core/base/money.h"
#include "core/base/result.h"

#include <QtCore>
#include <QtGui>
#include <QtWidgets>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>
