// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace habitat::ui {

/// The same to the eye, with places where a line may break: behind the joints of an id, and within any run
/// that has none. For labels only; what is copied elsewhere is the text itself.
QString breakable(const QString& text);

} // namespace habitat::ui
