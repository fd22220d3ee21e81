// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

namespace habitat::ui {

/// Where a key means something. Global keys work everywhere; those of a place or of lists only there.
struct KeyScope
{
    /// "global", "list", or the id of a place.
    QString id;
    /// What people read above its keys ("Close").
    QString title;
};

struct KeyBinding
{
    /// Stable, dotted: "close.run".
    QString id;
    QString text;
    QList<QKeySequence> keys;
    KeyScope scope;
    /// Offered in the palette.
    bool inPalette = true;
};

/// Every key of the console, in one place: makes the actions, finds conflicts, lists them for Shift+F1 and
/// the palette. The window owns it. GUI thread.
class KeyRegistry final : public QObject
{
    Q_OBJECT

public:
    struct Conflict
    {
        QString key;
        QString first;
        QString second;
    };
    struct Entry
    {
        KeyBinding binding;
        /// Null for keys that a widget handles itself (declared for the list and for conflicts).
        QPointer<QAction> action;
        bool isDeclared = false;
    };

    using QObject::QObject;

    /// An action that lives as long as `owner` and answers within it (everywhere in its window for global
    /// keys).
    QAction* add(QWidget* owner, KeyBinding binding, std::function<void()> run);
    /// A key that a widget handles itself, such as J and K in lists. Declared once, however many lists there
    /// are.
    void declare(KeyBinding binding);

    /// Those whose owner still lives, in the order in which they were added.
    [[nodiscard]] QList<Entry> entries() const;
    /// Two meanings of one key that can be in reach at the same time.
    [[nodiscard]] QList<Conflict> conflicts() const;

private:
    QList<Entry> m_entries;
};

/// Keys of lists, the same in every one.
KeyScope globalScope();
KeyScope listScope();

} // namespace habitat::ui
