// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/command_palette.h"
#include "ui/shell/place.h"
#include "ui/widgets/key_registry.h"

#include <QHash>
#include <QPointer>

class QStackedWidget;

namespace habitat::ui {

class Rail;
class Toast;

/// The console of one person who signed in: rail, places, history, keys, palette. Destroyed when they sign
/// out, and every view with it. GUI thread.
class Workspace final : public QWidget, public Desk
{
    Q_OBJECT

public:
    Workspace(Backend& backend, const PlaceRegistry& places, console::Session session,
              console::CooperativeInfo cooperative, std::vector<console::SignInChoice> people,
              QWidget* parent = nullptr);

    void go(const Location& location) override;
    void toast(const QString& text, const QString& actionLabel, std::function<void()> action) override;
    KeyRegistry& keys() override { return m_keys; }

    /// Where this person lands, or the place that was asked for if they may use it.
    void start(const Location& wanted);
    void back() override;
    void forward();
    [[nodiscard]] bool canGoBack() const override { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_history.size(); }
    [[nodiscard]] PlaceView* current() const;
    [[nodiscard]] QString currentPlace() const { return m_place; }
    [[nodiscard]] Rail* rail() const { return m_rail; }
    [[nodiscard]] Toast* toastBox() const { return m_toast; }
    void openPalette();
    [[nodiscard]] CommandPalette* palette() const { return m_palette; }
    [[nodiscard]] const console::Session& session() const { return m_context.session; }

    /// The numbers of the rail were read at least once.
    [[nodiscard]] bool hasBadges() const { return m_hasBadges; }

signals:
    void badgesShown();
    void signOutWanted();
    /// The account was closed or has other roles now: why, for the person.
    void sessionEnded(const QString& why);
    void titleChanged(const QString& title);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addKeys();
    void show(const Location& location);
    void remember(const Location& location);
    PlaceView* viewOf(const Place& place);
    void readBadges();
    void nextPane(int by);
    void help();
    void showAllKeys();

    PlaceContext m_context;
    QList<Place> m_places;
    KeyRegistry m_keys;
    Rail* m_rail;
    QStackedWidget* m_stack;
    Toast* m_toast;
    QHash<QString, PlaceView*> m_views;
    QString m_place;
    QList<Location> m_history;
    qsizetype m_at = -1;
    QPointer<CommandPalette> m_palette;
    bool m_hasBadges = false;
    Latest m_badges;
};

} // namespace habitat::ui
