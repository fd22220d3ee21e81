// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

#include <QAbstractButton>
#include <QFrame>
#include <QToolButton>

class QLabel;
class QVBoxLayout;

namespace habitat::ui {

/// One entry of the rail: icon, word, badge. GUI thread.
class RailButton final : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(const Place& place, QWidget* parent = nullptr);

    void setBadge(int count);
    [[nodiscard]] int badge() const { return m_badge; }
    void setCompact(bool compact);
    [[nodiscard]] const QString& placeId() const { return m_id; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateName();

    QString m_id;
    QString m_icon;
    QString m_keys;
    int m_badge = 0;
    bool m_compact = false;
};

/// The navigation rail: the places that the person may use, in groups; the co-op above, the person below.
class Rail final : public QFrame
{
    Q_OBJECT

public:
    Rail(const QList<Place>& places, const console::CooperativeInfo& cooperative,
         const console::Session& session, QWidget* parent = nullptr);

    void setCurrent(const QString& place);
    void showBadges(const console::Badges& badges);
    /// Narrow windows: icons above words.
    void setCompact(bool compact);
    [[nodiscard]] QList<RailButton*> buttons() const { return m_buttons; }
    [[nodiscard]] QAbstractButton* personButton() const { return m_person; }

signals:
    void chosen(const QString& place);
    void paletteWanted();
    void signOutWanted();
    void helpWanted();
    void keysWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addPlaces(QVBoxLayout* column);
    void addPerson(QVBoxLayout* column, const console::Session& session);

    QList<Place> m_places;
    QList<RailButton*> m_buttons;
    QList<QLabel*> m_groups;
    QLabel* m_name = nullptr;
    QToolButton* m_search = nullptr;
    QToolButton* m_person = nullptr;
    QString m_personName;
};

} // namespace habitat::ui
