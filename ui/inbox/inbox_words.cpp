// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inbox_words.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace habitat::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Inbox)
};

/// What a comparison of due dates sees: nothing due comes last.
Instant dueOrLast(const console::InboxItem& item)
{
    return item.dueAt.value_or(Instant::max());
}

} // namespace

Ask askOf(const console::InboxItem& item)
{
    if (item.kind == console::InboxKind::Signature) return Ask::Signature;
    // Questions go back to whoever submitted: contribution-approval.bpmn, task "clarify".
    return item.elementId == "clarify" ? Ask::Answer : Ask::Decision;
}

QString whatText(const console::InboxItem& item)
{
    const QString title = fromCore(item.title);
    const QString summary = fromCore(item.summary);
    return summary.isEmpty() ? title : QStringLiteral("%1 · %2").arg(title, summary);
}

QString dueText(const console::InboxItem& item, Instant now)
{
    if (!item.dueAt) return {};
    if (item.overdue) {
        const Duration over = now - *item.dueAt;
        const auto hours = std::chrono::duration_cast<std::chrono::hours>(over).count();
        return hours >= 24  ? Words::tr("%1 d overdue").arg(hours / 24)
               : hours >= 1 ? Words::tr("%1 h overdue").arg(hours)
                            : Words::tr("overdue");
    }
    const Duration left = *item.dueAt - now;
    if (left >= std::chrono::hours(24) && left < std::chrono::hours(48)) return Words::tr("tomorrow");
    return relativeTime(*item.dueAt, now);
}

std::optional<Money> thresholdOf(const console::InboxItem& item)
{
    for (const auto& [label, text] : item.details)
        if (label == "Threshold")
            if (const auto threshold = parseMoney(text)) return *threshold;
    return std::nullopt;
}

bool isHeavy(const console::InboxItem& item)
{
    const auto threshold = thresholdOf(item);
    return item.amount && threshold && *item.amount > *threshold;
}

void sortItems(std::vector<const console::InboxItem*>& items, InboxOrder order)
{
    using Item = console::InboxItem;
    const auto sort = [&](auto before) {
        std::stable_sort(items.begin(), items.end(),
                         [before](const Item* a, const Item* b) { return before(*a, *b); });
    };
    switch (order) {
    case InboxOrder::Due:
        return sort([](const Item& a, const Item& b) {
            return std::pair(dueOrLast(a), a.createdAt) < std::pair(dueOrLast(b), b.createdAt);
        });
    case InboxOrder::Newest:
        return sort([](const Item& a, const Item& b) { return a.createdAt > b.createdAt; });
    case InboxOrder::Amount:
        return sort([](const Item& a, const Item& b) {
            return a.amount.value_or(Money()) > b.amount.value_or(Money());
        });
    case InboxOrder::Subject:
        return sort([](const Item& a, const Item& b) { return a.subject < b.subject; });
    }
}

bool matches(const console::InboxItem& item, const QString& typed)
{
    if (typed.isEmpty()) return true;
    const QString all = QStringList{fromCore(item.subject), whatText(item), fromCore(item.person),
                                    item.amount ? moneyText(*item.amount) : QString()}
                            .join(QLatin1Char('\n'));
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.cbegin(), words.cend(),
                       [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

QList<Column> inboxColumns()
{
    return {{Words::tr("Subject")},
            {Words::tr("What")},
            {Words::tr("Amount"), Digits::Yes},
            {Words::tr("Due")},
            {Words::tr("Person"), Digits::No, Room::Spare}};
}

Record recordOf(const console::InboxItem& item, Instant now, console::InboxScope scope)
{
    const bool isDone = scope == console::InboxScope::Done;
    Record record;
    record.key = fromCore(item.key);
    const QString subject = fromCore(item.subject);
    const QString amount = item.amount ? moneyText(*item.amount) : QString();
    Cell due{isDone ? QString() : dueText(item, now),
             item.dueAt ? absoluteTime(*item.dueAt) : QString(),
             {},
             {},
             {}};
    if (item.overdue && !isDone) {
        due.tone = Tone::Danger;
        due.icon = QStringLiteral("status-overdue");
    }
    const QString held =
        item.assignee.empty()
            ? QString()
            : (isDone ? Words::tr("decided by %1") : Words::tr("held by %1")).arg(fromCore(item.assignee));
    const QString person = fromCore(item.person);
    record.cells = {
        {subject,
         held.isEmpty() ? subject : QStringLiteral("%1, %2").arg(subject, held),
         {},
         Tone::Strong,
         item.kind == console::InboxKind::Signature ? QStringLiteral("sign") : QString()},
        {whatText(item), {}, {}, item.whyNotDecide.empty() || isDone ? Tone::Plain : Tone::Quiet, {}},
        {amount, {}, {}, Tone::Plain, {}},
        due,
        {person, {}, {}, Tone::Quiet, {}}};
    QStringList words{subject, whatText(item), amount, due.text, person, held};
    words.removeAll(QString());
    record.words = words.join(QStringLiteral(", "));
    return record;
}

std::optional<CloseStep> closeStepOf(const console::InboxItem& item)
{
    if (item.kind != console::InboxKind::Signature) return std::nullopt;
    const QStringList parts = fromCore(item.key).split(QLatin1Char('/'));
    if (parts.size() != 3) return std::nullopt;
    return CloseStep{parts[1], parts[2]};
}

} // namespace habitat::ui
