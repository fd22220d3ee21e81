// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most tests read, parsed once; as core/precompiled.h.
#include "core/precompiled.h"

#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <QTest>
