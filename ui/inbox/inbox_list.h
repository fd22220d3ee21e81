// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inbox/inbox_words.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace habitat::ui {

/// Whether items that were not known before are let in, or wait until the person asks for them.
enum class Arrivals { Wait, Show };

/// The items of the inbox as last read, in the order that the person wants: which of them are let in, and
/// which hold what was typed. Fit for ten thousand. GUI thread.
class InboxList
{
public:
    void take(std::vector<console::InboxItem> items, Arrivals arrivals);
    void letIn() { m_waiting.clear(); }
    void order(InboxOrder order);
    /// It is decided, and will not be in what is read next.
    void forget(const QString& key);

    /// Those that are let in and hold each word of `typed`, in order.
    [[nodiscard]] QStringList keys(const QString& typed) const;
    /// Null where there is none.
    [[nodiscard]] const console::InboxItem* find(const QString& key) const { return m_byKey.value(key); }
    [[nodiscard]] bool isEmpty() const { return m_sorted.empty(); }
    /// How many are not let in yet.
    [[nodiscard]] int waiting() const { return int(m_waiting.size()); }

private:
    std::vector<console::InboxItem> m_items;
    /// Of m_items, without those forgotten.
    std::vector<const console::InboxItem*> m_sorted;
    QHash<QString, const console::InboxItem*> m_byKey;
    QSet<QString> m_waiting;
    InboxOrder m_order = InboxOrder::Due;
};

} // namespace habitat::ui
