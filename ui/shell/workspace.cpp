// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace.h"

#include "ui/shell/command_palette.h"
#include "ui/shell/help.h"
#include "ui/shell/rail.h"
#include "ui/theme/icons.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/text.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QStackedWidget>

namespace habitat::ui {
namespace {

constexpr int compactBelow = 1200;
constexpr qsizetype longestHistory = 100;

/// The drawing that bears the action's name ("close.undo": undo, "place.close": place-close); none where none
/// does.
QString iconOf(const QString& id)
{
    const QString name = id.startsWith(QLatin1String("place."))
                             ? QString(id).replace(QLatin1Char('.'), QLatin1Char('-'))
                             : id.section(QLatin1Char('.'), -1);
    return hasIcon(name) ? name : QString();
}

} // namespace

Workspace::Workspace(Backend& backend, const PlaceRegistry& places, console::Session session,
                     console::CooperativeInfo cooperative, std::vector<console::SignInChoice> people,
                     QWidget* parent)
    : QWidget(parent), m_context{backend, *this, std::move(session), std::move(cooperative),
                                 std::move(people)},
      m_places(places.usableBy(m_context.session.actor.roles)),
      m_rail(new Rail(m_places, m_context.cooperative, m_context.session)), m_stack(new QStackedWidget),
      m_toast(new Toast(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    connect(m_rail, &Rail::chosen, this, [this](const QString& place) { go({place, {}}); });
    connect(m_rail, &Rail::paletteWanted, this, &Workspace::openPalette);
    connect(m_rail, &Rail::signOutWanted, this, &Workspace::signOutWanted);
    connect(m_rail, &Rail::helpWanted, this, &Workspace::help);
    connect(m_rail, &Rail::keysWanted, this, &Workspace::showAllKeys);
    connect(&backend, &Backend::committed, this, &Workspace::readBadges);
    addKeys();
    readBadges();
}

void Workspace::addKeys()
{
    const auto add = [this](const char* id, const QString& text, QList<QKeySequence> keys,
                            std::function<void()> run, bool inPalette = true) {
        m_keys.add(this, {QLatin1String(id), text, std::move(keys), globalScope(), inPalette},
                   std::move(run));
    };
    for (const Place& place : std::as_const(m_places))
        m_keys.add(this,
                   {QStringLiteral("place.") + place.id,
                    tr("Go to %1").arg(place.title),
                    {place.shortcut},
                    globalScope()},
                   [this, id = place.id] {
                       go({id, {}});
                   });
    const auto onView = [this](void (PlaceView::*what)()) {
        return [this, what] {
            if (PlaceView* view = current()) (view->*what)();
        };
    };
    add(
        "palette", tr("Search or do"), {QKeySequence(Qt::CTRL | Qt::Key_K)}, [this] { openPalette(); },
        false);
    add("filter", tr("Filter"), {QKeySequence(QKeySequence::Find)}, onView(&PlaceView::focusFilter));
    add("refresh", tr("Refresh"), {QKeySequence(Qt::Key_F5)}, onView(&PlaceView::refresh));
    add("export", tr("Export"), {QKeySequence(Qt::CTRL | Qt::Key_E)}, onView(&PlaceView::exportFigures));
    add("back", tr("Back"), {QKeySequence(Qt::ALT | Qt::Key_Left)}, [this] { back(); });
    add("forward", tr("Forward"), {QKeySequence(Qt::ALT | Qt::Key_Right)}, [this] { forward(); });
    add(
        "pane.next", tr("Next pane"), {QKeySequence(Qt::Key_F6)}, [this] { nextPane(1); }, false);
    add(
        "pane.previous", tr("Previous pane"), {QKeySequence(Qt::SHIFT | Qt::Key_F6)},
        [this] { nextPane(-1); }, false);
    add("help", tr("Help on this view"), {QKeySequence(Qt::Key_F1)}, [this] { help(); });
    add("keys", tr("All keys"), {QKeySequence(Qt::SHIFT | Qt::Key_F1)}, [this] { showAllKeys(); });
    add("signout", tr("Sign out or switch person"), {}, [this] { emit signOutWanted(); });
    RecordTable::declareKeys(m_keys);
    m_keys.declare({QStringLiteral("escape"),
                    tr("Close or go back"),
                    {QKeySequence(Qt::Key_Escape)},
                    globalScope(),
                    false});
}

PlaceView* Workspace::current() const
{
    return m_views.value(m_place);
}

PlaceView* Workspace::viewOf(const Place& place)
{
    PlaceView*& view = m_views[place.id];
    if (!view) {
        view = place.make(m_context);
        view->setObjectName(QStringLiteral("place-") + place.id);
        view->setAccessibleName(place.title);
        connect(view, &PlaceView::moved, this, [this, view, id = place.id] {
            if (m_place == id) remember(view->location());
        });
        m_stack->addWidget(view);
    }
    return view;
}

void Workspace::start(const Location& wanted)
{
    const auto usable = [&](const Place& place) { return place.id == wanted.place; };
    if (std::any_of(m_places.cbegin(), m_places.cend(), usable)) return go(wanted);
    PlaceRegistry mine;
    for (const Place& place : std::as_const(m_places))
        mine.add(place);
    if (const Place* landing = mine.landingFor(m_context.session.actor.roles)) go({landing->id, {}});
}

void Workspace::go(const Location& location)
{
    const auto known = [&](const Place& place) { return place.id == location.place; };
    if (std::none_of(m_places.cbegin(), m_places.cend(), known)) {
        toast(tr("Your roles do not include this place."), {}, {});
        return;
    }
    // Where somebody returns to a place without saying what of it, it is as they left it.
    if (location.at.isEmpty() && m_views.contains(location.place) && m_place != location.place) {
        const Location left = m_views[location.place]->location();
        remember(left);
        show(left);
        return;
    }
    remember(location);
    show(location);
}

void Workspace::show(const Location& location)
{
    const auto place = std::find_if(m_places.cbegin(), m_places.cend(),
                                    [&](const Place& candidate) { return candidate.id == location.place; });
    if (place == m_places.cend()) return;
    PlaceView* view = viewOf(*place);
    m_place = place->id;
    m_stack->setCurrentWidget(view);
    m_rail->setCurrent(m_place);
    if (view->location() != location || !view->isLoaded()) view->open(location);
    if (const QList<QWidget*> panes = view->panes(); !panes.isEmpty() && !panes.first()->hasFocus())
        panes.first()->setFocus(Qt::OtherFocusReason);
    emit titleChanged(place->title);
}

void Workspace::remember(const Location& location)
{
    if (m_at >= 0 && m_history[m_at] == location) return;
    m_history.resize(m_at + 1);
    m_history.append(location);
    if (m_history.size() > longestHistory) m_history.removeFirst();
    m_at = m_history.size() - 1;
}

void Workspace::back()
{
    if (canGoBack()) show(m_history[--m_at]);
}

void Workspace::forward()
{
    if (canGoForward()) show(m_history[++m_at]);
}

void Workspace::toast(const QString& text, const QString& actionLabel, std::function<void()> action)
{
    m_toast->show(text, actionLabel, std::move(action));
}

void Workspace::openPalette()
{
    if (m_palette) return;
    QList<PaletteEntry> entries;
    for (const KeyRegistry::Entry& entry : m_keys.entries()) {
        if (!entry.binding.inPalette || !entry.action) continue;
        // A key of another place is out of reach from here.
        const QString scope = entry.binding.scope.id;
        if (scope != globalScope().id && scope != m_place) continue;
        const bool on = entry.action->isEnabled();
        entries.append({entry.binding.text, entry.binding.scope.title, keysText(entry.binding.keys),
                        iconOf(entry.binding.id), on ? QString() : entry.action->toolTip(),
                        [action = entry.action] {
                            if (action) action->trigger();
                        }});
    }
    m_palette = new CommandPalette(std::move(entries), this);
    const bool mayLook = std::any_of(m_places.cbegin(), m_places.cend(), [](const Place& place) {
        return place.id == QLatin1String("instances");
    });
    if (mayLook) m_palette->searchInstances(m_context.backend, m_context.session, *this);
    m_palette->open();
}

void Workspace::readBadges()
{
    m_context.backend.badges(m_context.session, m_badges.reply<console::Badges>([this](auto badges) {
        if (!badges && console::endsSession(badges.error()))
            return emit sessionEnded(fromCore(badges.error().message));
        if (badges) m_rail->showBadges(*badges);
        m_hasBadges = true;
        emit badgesShown();
    }));
}

void Workspace::nextPane(int by)
{
    QList<QWidget*> panes;
    if (!m_rail->buttons().isEmpty()) panes << m_rail->buttons().first();
    if (const PlaceView* view = current()) panes << view->panes();
    if (panes.isEmpty()) return;
    QWidget* focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (focus && (panes[i] == focus || panes[i]->isAncestorOf(focus))) at = i;
    if (at < 0 && focus && m_rail->isAncestorOf(focus)) at = 0;
    const qsizetype next = (at + by + panes.size()) % panes.size();
    panes[next]->setFocus(Qt::TabFocusReason);
}

void Workspace::help()
{
    (new HelpDialog(m_place.isEmpty() ? QStringLiteral("console") : m_place, this))->open();
}

void Workspace::showAllKeys()
{
    (new KeysDialog(m_keys, this))->open();
}

void Workspace::resizeEvent(QResizeEvent* event)
{
    m_rail->setCompact(width() < compactBelow);
    QWidget::resizeEvent(event);
}

} // namespace habitat::ui
