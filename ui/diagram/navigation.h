// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diagram/picture.h"

namespace habitat::ui {

enum class Direction { Left, Right, Up, Down };

/// Where an arrow key leads from an element: right along its flows, left back along them; up and down to the
/// nearest element there. Its own id where nothing lies that way. Pure; any thread.
QString neighbourOf(const DiagramPicture& picture, const QString& elementId, Direction direction);
/// The first start event of the process itself, or else the element farthest to the left.
QString firstElement(const DiagramPicture& picture);
QString lastElement(const DiagramPicture& picture);

} // namespace habitat::ui
