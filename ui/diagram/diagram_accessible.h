// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace habitat::ui {

/// Lets screen readers find every element of a DiagramView: its name, kind and state in words, where it is,
/// and which one is current. Done once; GUI thread.
void installDiagramAccessibility();

} // namespace habitat::ui
