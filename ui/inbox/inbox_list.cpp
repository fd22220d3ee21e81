// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inbox_list.h"

#include "ui/widgets/text.h"

namespace habitat::ui {

void InboxList::take(std::vector<console::InboxItem> items, Arrivals arrivals)
{
    const auto known = std::exchange(m_byKey, {});
    const auto waited = std::exchange(m_waiting, {});
    m_items = std::move(items);
    m_sorted.clear();
    m_byKey.reserve(qsizetype(m_items.size()));
    for (const console::InboxItem& item : m_items) {
        const QString key = fromCore(item.key);
        m_sorted.push_back(&item);
        m_byKey.insert(key, &item);
        if (arrivals == Arrivals::Wait && (!known.contains(key) || waited.contains(key)))
            m_waiting.insert(key);
    }
    sortItems(m_sorted, m_order);
}

void InboxList::order(InboxOrder order)
{
    if (order == m_order) return;
    m_order = order;
    sortItems(m_sorted, m_order);
}

void InboxList::forget(const QString& key)
{
    std::erase(m_sorted, m_byKey.take(key));
    m_waiting.remove(key);
}

QStringList InboxList::keys(const QString& typed) const
{
    QStringList keys;
    keys.reserve(qsizetype(m_sorted.size()));
    for (const console::InboxItem* item : m_sorted)
        if (QString key = fromCore(item->key); !m_waiting.contains(key) && matches(*item, typed))
            keys << std::move(key);
    return keys;
}

} // namespace habitat::ui
