// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_registry.h"

#include <QCoreApplication>
#include <QWidget>

#include <algorithm>

namespace habitat::ui {
namespace {

/// A list may lie in any place, so its keys are in reach beside those of each of them.
bool meet(const QString& a, const QString& b)
{
    const auto everywhere = [](const QString& scope) {
        return scope == QLatin1String("global") || scope == QLatin1String("list");
    };
    return a == b || everywhere(a) || everywhere(b);
}

} // namespace

KeyScope globalScope()
{
    return {QStringLiteral("global"), QCoreApplication::translate("Keys", "Everywhere")};
}
KeyScope listScope()
{
    return {QStringLiteral("list"), QCoreApplication::translate("Keys", "Lists")};
}

QAction* KeyRegistry::add(QWidget* owner, KeyBinding binding, std::function<void()> run)
{
    auto* action = new QAction(binding.text, owner);
    action->setObjectName(binding.id);
    action->setShortcuts(binding.keys);
    action->setShortcutContext(binding.scope.id == QLatin1String("global") ? Qt::WindowShortcut
                                                                           : Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, owner, [run = std::move(run)] { run(); });
    owner->addAction(action);
    m_entries.removeIf([](const Entry& entry) { return !entry.isDeclared && entry.action.isNull(); });
    m_entries.append({std::move(binding), action, false});
    return action;
}

void KeyRegistry::declare(KeyBinding binding)
{
    binding.inPalette = false;
    const auto known = [&](const Entry& entry) { return entry.binding.id == binding.id; };
    if (std::none_of(m_entries.cbegin(), m_entries.cend(), known))
        m_entries.append({std::move(binding), nullptr, true});
}

QList<KeyRegistry::Entry> KeyRegistry::entries() const
{
    QList<Entry> living;
    for (const Entry& entry : m_entries)
        if (entry.action || entry.isDeclared) living.append(entry);
    return living;
}

QList<KeyRegistry::Conflict> KeyRegistry::conflicts() const
{
    QList<Conflict> found;
    const QList<Entry> all = entries();
    for (qsizetype i = 0; i < all.size(); ++i)
        for (qsizetype j = i + 1; j < all.size(); ++j) {
            if (!meet(all[i].binding.scope.id, all[j].binding.scope.id)) continue;
            for (const QKeySequence& key : all[i].binding.keys)
                if (!key.isEmpty() && all[j].binding.keys.contains(key))
                    found.append({key.toString(), all[i].binding.id, all[j].binding.id});
        }
    return found;
}

} // namespace habitat::ui
