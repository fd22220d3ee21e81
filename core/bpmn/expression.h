// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace habitat::bpmn {

/// A value in a model that may have to be evaluated. The text is kept as it must be given to its evaluator:
/// FEEL without the leading "=". bpmn never evaluates; the engine compiles. Plain value, any thread.
struct Expression
{
    enum class Kind : std::uint8_t {
        None,    ///< not stated in the model
        Literal, ///< the text is the value
        Feel,    ///< a FEEL expression, without the leading "="
        Foreign  ///< another language (or plain prose); kept for display, cannot be run
    };

    Kind kind = Kind::None;
    std::string text;
    std::string language; ///< as stated in the file, for Foreign only
    int line = 0;

    [[nodiscard]] bool isStated() const { return kind != Kind::None; }
    /// Compares what is said, not where it stands in the file.
    bool operator==(const Expression& other) const
    {
        return kind == other.kind && text == other.text && language == other.language;
    }
};

} // namespace habitat::bpmn
