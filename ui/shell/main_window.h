// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

#include <QMainWindow>

class QStackedWidget;

namespace habitat::ui {

class SignInPage;
class StatusLine;
class Workspace;

/// The window: the sign-in page, or the workspace of the person who signed in, above the status line. GUI
/// thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Backend& backend, PlaceRegistry places, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Where to go once somebody has signed in, instead of their landing place.
    void startAt(const Location& location) { m_startAt = location; }
    /// Signs in as on the command line (`--as`).
    void assume(const QString& user);
    void signOut();

    [[nodiscard]] SignInPage* signInPage() const { return m_signIn; }
    /// Null while nobody is signed in.
    [[nodiscard]] Workspace* workspace() const { return m_workspace; }
    [[nodiscard]] StatusLine* statusLine() const { return m_status; }

signals:
    /// The sign-in page or the first view is on the screen.
    void settled();
    /// It cannot be: why.
    void stuck(const QString& why);

private:
    /// `why`: shown on the sign-in page; empty where the person wanted it.
    void leave(const QString& why);
    void signedIn(const console::Session& session, const console::CooperativeInfo& cooperative,
                  const std::vector<console::SignInChoice>& people);

    Backend& m_backend;
    PlaceRegistry m_places;
    QStackedWidget* m_stack;
    SignInPage* m_signIn;
    StatusLine* m_status;
    Workspace* m_workspace = nullptr;
    Location m_startAt;
};

} // namespace habitat::ui
