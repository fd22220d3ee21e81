// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/shell/sign_in_page.h"
#include "ui/shell/status_line.h"
#include "ui/shell/workspace.h"
#include "ui/theme/icons.h"
#include "ui/widgets/text.h"

#include <QPointer>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace habitat::ui {

MainWindow::MainWindow(Backend& backend, PlaceRegistry places, QWidget* parent)
    : QMainWindow(parent), m_backend(backend), m_places(std::move(places)), m_stack(new QStackedWidget),
      m_signIn(new SignInPage(backend)), m_status(new StatusLine(backend))
{
    setWindowTitle(tr("Habitat Console"));
    setWindowIcon(icon(QStringLiteral("habitat")));
    setMinimumSize(960, 600);
    auto* central = new QWidget;
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stack, 1);
    column->addWidget(m_status);
    m_stack->addWidget(m_signIn);
    setCentralWidget(central);
    m_status->showPerson({}, {});
    connect(m_signIn, &SignInPage::signedIn, this, &MainWindow::signedIn);
    connect(m_signIn, &SignInPage::ready, this, [this] {
        if (!m_workspace) emit settled();
    });
    connect(m_signIn, &SignInPage::refused, this, &MainWindow::stuck);
    connect(&backend, &Backend::engineChanged, this, [this] {
        if (m_backend.engine().state == EngineState::Failed) emit stuck(m_backend.engine().problem);
    });
}

MainWindow::~MainWindow()
{
    // Views hold the workspace's keys and context; they go before the window's own members do.
    delete std::exchange(m_workspace, nullptr);
}

void MainWindow::assume(const QString& user)
{
    m_signIn->assume(user);
}

void MainWindow::signedIn(const console::Session& session, const console::CooperativeInfo& cooperative,
                          const std::vector<console::SignInChoice>& people)
{
    delete std::exchange(m_workspace, nullptr);
    m_workspace = new Workspace(m_backend, m_places, session, cooperative, people);
    m_stack->addWidget(m_workspace);
    m_stack->setCurrentWidget(m_workspace);
    m_status->showPerson(isolated(fromCore(session.displayName)), rolesText(session.actor.roles));
    connect(m_workspace, &Workspace::signOutWanted, this, &MainWindow::signOut, Qt::QueuedConnection);
    connect(
        m_workspace, &Workspace::sessionEnded, this,
        [this, ended = QPointer<Workspace>(m_workspace)](const QString& why) {
            // Once: by now somebody else may have signed in.
            if (ended && ended == m_workspace) leave(why);
        },
        Qt::QueuedConnection);
    connect(m_workspace, &Workspace::titleChanged, this,
            [this, name = fromCore(cooperative.name)](const QString& title) {
                setWindowTitle(QStringLiteral("%1 – %2 – %3").arg(title, name, tr("Habitat Console")));
            });
    m_workspace->start(std::exchange(m_startAt, {}));
    PlaceView* view = m_workspace->current();
    if (!view) {
        emit stuck(tr("No place of this console is open to your roles. Ask an administrator for a role."));
        return;
    }
    const auto report = [this, view = QPointer<PlaceView>(view)] {
        if (!view || !m_workspace || !m_workspace->hasBadges()) return;
        if (!view->loadError().isEmpty())
            emit stuck(view->loadError());
        else if (view->isLoaded())
            emit settled();
    };
    connect(view, &PlaceView::loaded, this, report, Qt::SingleShotConnection);
    connect(m_workspace, &Workspace::badgesShown, this, report, Qt::SingleShotConnection);
    report();
}

void MainWindow::signOut()
{
    leave({});
}

void MainWindow::leave(const QString& why)
{
    m_stack->setCurrentWidget(m_signIn);
    delete std::exchange(m_workspace, nullptr);
    m_status->showPerson({}, {});
    setWindowTitle(tr("Habitat Console"));
    m_signIn->reload(why);
}

} // namespace habitat::ui
