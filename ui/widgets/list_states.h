// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace habitat::ui {

/// The five states of every list: skeleton, content, loading more, error with Retry, and the three empties.
/// Wraps the list itself; the view tells it which. GUI thread.
class ListStates final : public QWidget
{
    Q_OBJECT

public:
    enum class State { Skeleton, Content, LoadingMore, Error, FirstUse, FilteredOut, AllDone };

    /// `what` names the list to screen readers ("Steps").
    ListStates(QWidget* content, const QString& what, QWidget* parent = nullptr);

    void showSkeleton();
    void showContent();
    /// Content stays; a line below it says that more is coming.
    void showLoadingMore();
    void showError(const QString& message);
    /// What will appear here, and the one button that makes it appear (none where `button` is empty).
    void showFirstUse(const QString& title, const QString& text, const QString& button = {});
    void showFilteredOut();
    void showAllDone(const QString& title, const QString& text = {});

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString message() const;
    /// The button of the state that is shown; null where it has none.
    [[nodiscard]] QPushButton* button() const;

signals:
    void retry();
    void clearFilters();
    void firstUse();

private:
    void showNotice(State state, const QString& icon, const QString& title, const QString& text,
                    const QString& button);
    void updateIcon();

    QString m_what;
    State m_state = State::Skeleton;
    QStackedLayout* m_pages;
    QWidget* m_skeleton;
    QWidget* m_withContent;
    QLabel* m_more;
    QWidget* m_notice;
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_button;
};

} // namespace habitat::ui
