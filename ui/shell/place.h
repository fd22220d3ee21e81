// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/backend.h"

#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QString>
#include <QWidget>

#include <functional>

/// Places: the views that the rail leads to. To add one, make a folder ui/<place>/ whose CMakeLists.txt says
/// `habitat_place(<place> SOURCES ... LINKS ...)` and whose header <place>_place.h declares `Place
/// <place>Place();` in habitat::ui: id, title, group, icon, shortcut, roles, badge, and a factory for its
/// PlaceView. Its help page is resources/help/<place>.md. Nothing else is edited; rail, palette, keys, --view
/// and history know it then. GUI thread.
namespace habitat::ui {

class KeyRegistry;

/// Where somebody is: a place and what is shown there ({"period": "2026-Q1", "step": "7"}).
struct Location
{
    QString place;
    QMap<QString, QString> at;
    bool operator==(const Location&) const = default;
};

/// What a view may ask of the window around it.
class Desk
{
public:
    virtual ~Desk() = default;
    /// Goes to another place, with history.
    virtual void go(const Location& location) = 0;
    /// Where they were before.
    virtual void back() = 0;
    [[nodiscard]] virtual bool canGoBack() const = 0;
    virtual void toast(const QString& text, const QString& actionLabel = {},
                       std::function<void()> action = {}) = 0;
    virtual KeyRegistry& keys() = 0;
};

/// What a view is made with; lives as long as the session.
struct PlaceContext
{
    Backend& backend;
    Desk& desk;
    console::Session session;
    console::CooperativeInfo cooperative;
    std::vector<console::SignInChoice> people;
};

/// A view. It reads again after commits that concern it without moving what the person looks at, and says
/// when it has loaded (screenshots and tests wait for that).
class PlaceView : public QWidget
{
    Q_OBJECT

public:
    explicit PlaceView(const PlaceContext& context, QWidget* parent = nullptr);

    /// Shows what the location names; an empty one leaves the choice to the view.
    virtual void open(const Location& location) = 0;
    [[nodiscard]] virtual Location location() const = 0;
    /// F5.
    virtual void refresh() = 0;
    /// In the order of F6; the first takes the focus when the place is entered.
    [[nodiscard]] virtual QList<QWidget*> panes() const = 0;
    /// Ctrl+F; does nothing where there is no filter.
    virtual void focusFilter() {}
    /// Ctrl+E; does nothing where nothing can be exported.
    virtual void exportFigures() {}
    /// True once what the last open() asked for is on the screen.
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    /// Why it could not be; empty otherwise.
    [[nodiscard]] QString loadError() const { return m_loadError; }

signals:
    /// The first content since open() is on the screen, or loadError() says why it is not.
    void loaded();
    /// The person moved within the place: a new step of history.
    void moved();

protected:
    [[nodiscard]] const PlaceContext& context() const { return m_context; }
    [[nodiscard]] Backend& backend() const { return m_context.backend; }
    [[nodiscard]] const console::Session& session() const { return m_context.session; }
    [[nodiscard]] Desk& desk() const { return m_context.desk; }

    void setLoading();
    void setLoaded();
    void setLoadError(const QString& why);

private:
    PlaceContext m_context;
    bool m_loaded = false;
    QString m_loadError;
};

enum class PlaceGroup { Work, Operate, Insight };

struct Place
{
    /// Also what `--view` takes: "close".
    QString id;
    QString title;
    PlaceGroup group = PlaceGroup::Work;
    /// Of resources/icons: "place-close".
    QString icon;
    QKeySequence shortcut;
    /// Who may use it; empty: everyone who signed in.
    RoleSet roles;
    /// Who lands here after signing in; the first place in the rail's order that fits wins.
    RoleSet landing;
    /// The number on its rail entry; none where 0.
    std::function<int(const console::Badges&)> badge;
    std::function<PlaceView*(const PlaceContext&)> make;
};

class PlaceRegistry
{
public:
    void add(Place place);
    [[nodiscard]] const QList<Place>& all() const { return m_places; }
    [[nodiscard]] const Place* find(const QString& id) const;
    /// In the rail's order: by group, then as added.
    [[nodiscard]] QList<Place> usableBy(RoleSet roles) const;
    /// Where somebody with these roles lands; null where no place is theirs.
    [[nodiscard]] const Place* landingFor(RoleSet roles) const;

private:
    QList<Place> m_places;
};

QString groupTitle(PlaceGroup group);
bool mayUse(const Place& place, RoleSet roles);

/// Every place that is built into this program (library habitat_ui_places).
PlaceRegistry allPlaces();

} // namespace habitat::ui
