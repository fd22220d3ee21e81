// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/work_views.h"
#include "ui/records/record_model.h"

#include <optional>

/// How an inbox item reads, and which decisions its kind knows. Pure; GUI thread (translations).
namespace habitat::ui {

/// What is asked of the person: a decision, an answer to a question, or a signature.
enum class Ask { Decision, Answer, Signature };
Ask askOf(const console::InboxItem& item);

/// "Contribution" for lists: what it is about without saying what to do.
QString whatText(const console::InboxItem& item);
/// "1 d overdue", "in 3 h", "tomorrow": when it is due; empty where it is not.
QString dueText(const console::InboxItem& item, Instant now);
/// The amount above which a second approver follows; none where the item does not say.
std::optional<Money> thresholdOf(const console::InboxItem& item);
/// Whether approving asks for a review sheet first.
bool isHeavy(const console::InboxItem& item);

enum class InboxOrder { Due, Newest, Amount, Subject };
void sortItems(std::vector<const console::InboxItem*>& items, InboxOrder order);
/// Every word of `typed` stands somewhere in the item.
bool matches(const console::InboxItem& item, const QString& typed);

QList<Column> inboxColumns();
Record recordOf(const console::InboxItem& item, Instant now, console::InboxScope scope);

/// "2026-Q1" and "6" of "close/2026-Q1/6"; none for tasks.
struct CloseStep
{
    QString period;
    QString step;
};
std::optional<CloseStep> closeStepOf(const console::InboxItem& item);

} // namespace habitat::ui
