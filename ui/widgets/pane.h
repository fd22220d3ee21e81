// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace habitat::ui {

/// A surface with a header line, a body and perhaps a footer: what views are composed of. GUI thread.
class Pane final : public QFrame
{
    Q_OBJECT

public:
    explicit Pane(const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// Left to right behind the title.
    [[nodiscard]] QHBoxLayout* header() const { return m_header; }
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    /// Made on first use.
    QVBoxLayout* footer();

private:
    QLabel* m_title;
    QHBoxLayout* m_header;
    QVBoxLayout* m_body;
    QVBoxLayout* m_footer = nullptr;
};

/// The top line of a view: title, count, and what the view adds behind them.
class ViewHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit ViewHeader(const QString& title, QWidget* parent = nullptr);
    void setCount(const QString& count);
    [[nodiscard]] QString count() const;
    [[nodiscard]] QHBoxLayout* row() const { return m_row; }

private:
    QHBoxLayout* m_row;
    QLabel* m_count;
};

QFrame* makeLine();

} // namespace habitat::ui
