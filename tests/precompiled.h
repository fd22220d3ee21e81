// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most tests read, parsed once; as core/precompiled.h.
#include "core/precompiled.h"

#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

// A name of core's own (bpmn::Definitions::signals); what Qt means by it is written Q_SIGNALS in tests.
#undef signals
