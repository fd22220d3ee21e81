// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What nearly every file of ui reads, parsed once; no file relies on it, each includes what it uses. Few on
// purpose: a large precompiled header costs more to load than it saves.
#include "core/base/result.h"

#include <QAbstractItemModel>
#include <QBoxLayout>
#include <QFrame>
#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>
