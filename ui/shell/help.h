// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace habitat::ui {

class KeyRegistry;

/// F1: the page of resources/help that belongs to a view. GUI thread.
class HelpDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `page` is a place's id; where it has no page, the general one is shown.
    HelpDialog(const QString& page, QWidget* parent);
    [[nodiscard]] QString page() const { return m_page; }

private:
    QString m_page;
};

/// Shift+F1: every key that means something, by where.
class KeysDialog final : public QDialog
{
    Q_OBJECT

public:
    KeysDialog(const KeyRegistry& keys, QWidget* parent);
};

/// The keys as one line of text: "Ctrl+1 or J".
QString keysText(const QList<QKeySequence>& keys);

} // namespace habitat::ui
