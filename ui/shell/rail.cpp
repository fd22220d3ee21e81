// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/row_ground.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QTextLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace habitat::ui {
namespace {

constexpr int wideRail = 184;
constexpr int narrowRail = 88;

/// As much of the words as two lines of this width hold, the second one elided.
QString twoLines(const QString& words, int width)
{
    const QFont font = Theme::strongFont();
    QTextLayout layout(words, font);
    QTextOption wrapped;
    wrapped.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrapped);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(width);
    layout.endLayout();
    const int length = first.textLength();
    if (length >= words.size()) return words;
    return words.left(length).trimmed() + QLatin1Char('\n') +
           QFontMetrics(font).elidedText(words.mid(length).trimmed(), Qt::ElideRight, width);
}

} // namespace

RailButton::RailButton(const Place& place, QWidget* parent)
    : QAbstractButton(parent), m_id(place.id), m_icon(place.icon),
      m_keys(place.shortcut.toString(QKeySequence::NativeText))
{
    setText(place.title);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(QStringLiteral("%1  %2").arg(place.title, m_keys));
    updateName();
}

void RailButton::setBadge(int count)
{
    m_badge = count;
    updateName();
    update();
}

void RailButton::updateName()
{
    setAccessibleName(m_badge > 0 ? tr("%1, %2 waiting").arg(text()).arg(m_badge) : text());
}

void RailButton::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
    update();
}

QSize RailButton::sizeHint() const
{
    return m_compact ? QSize(narrowRail - 16, 56) : QSize(wideRail - 16, 36);
}

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette& palette = Theme::current();
    RowStates states;
    states.setFlag(RowState::Chosen, isChecked());
    states.setFlag(RowState::Hovered, underMouse());
    states.setFlag(RowState::Focused, hasFocus());
    paintRowGround(painter, QRectF(rect()).adjusted(1, 1, -1, -1), states);
    const QColor colour = isChecked() ? palette.accent : palette.secondary;
    const QString count = m_badge > 99 ? QStringLiteral("99+") : QString::number(m_badge);
    QFont small = Theme::captionFont();
    const int badgeWidth = std::max(18, QFontMetrics(small).horizontalAdvance(count) + 10);
    QRectF badgeBox;
    QFont font = isChecked() ? Theme::strongFont() : this->font();
    if (m_compact) {
        paintIcon(painter, QRectF(width() / 2.0 - 11, 8, 22, 22), m_icon, colour);
        small.setWeight(font.weight());
        painter.setFont(small);
        painter.setPen(isChecked() ? palette.text : palette.secondary);
        const QRect room = rect().adjusted(2, 32, -2, -4);
        painter.drawText(room, Qt::AlignHCenter | Qt::AlignVCenter,
                         QFontMetrics(small).elidedText(text(), Qt::ElideRight, room.width()));
        badgeBox = QRectF(width() / 2.0 + 4, 3, badgeWidth, 17);
    } else {
        paintIcon(painter, QRectF(12, height() / 2.0 - 10, 20, 20), m_icon, colour);
        painter.setFont(font);
        painter.setPen(isChecked() ? palette.text : palette.secondary);
        const QRect room = rect().adjusted(42, 0, m_badge > 0 ? -badgeWidth - 12 : -8, 0);
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(font).elidedText(text(), Qt::ElideRight, room.width()));
        badgeBox = QRectF(width() - badgeWidth - 8, height() / 2.0 - 9, badgeWidth, 18);
    }
    if (m_badge > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette.accent);
        painter.drawRoundedRect(badgeBox, 9, 9);
        small.setWeight(QFont::DemiBold);
        painter.setFont(small);
        painter.setPen(palette.onAccent);
        painter.drawText(badgeBox, Qt::AlignCenter, count);
    }
}

Rail::Rail(const QList<Place>& places, const console::CooperativeInfo& cooperative,
           const console::Session& session, QWidget* parent)
    : QFrame(parent), m_places(places), m_personName(fromCore(session.displayName))
{
    setAccessibleName(tr("Places"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::s, space::m, space::s, space::s);
    column->setSpacing(2);
    m_name = makeLabel(twoLines(fromCore(cooperative.name), wideRail - 4 * space::s), LabelKind::Strong);
    m_name->setToolTip(fromCore(cooperative.name));
    m_name->setAccessibleName(fromCore(cooperative.name));
    m_name->setContentsMargins(space::s, 0, space::s, space::xs);
    column->addWidget(m_name);
    m_search = new QToolButton;
    m_search->setIcon(icon(QStringLiteral("search")));
    m_search->setIconSize(QSize(16, 16));
    m_search->setText(QLatin1Char(' ') + tr("Search or do…"));
    m_search->setToolTip(tr("Any place, action or instance  %1")
                             .arg(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText)));
    m_search->setAccessibleName(tr("Search or do"));
    m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_search->setFocusPolicy(Qt::StrongFocus);
    connect(m_search, &QToolButton::clicked, this, &Rail::paletteWanted);
    column->addWidget(m_search);
    addPlaces(column);
    column->addStretch(1);
    addPerson(column, session);
    setCompact(false);
}

void Rail::addPlaces(QVBoxLayout* column)
{
    std::optional<PlaceGroup> group;
    for (const Place& place : m_places) {
        if (group != place.group) {
            group = place.group;
            auto* title = makeLabel(groupTitle(place.group), LabelKind::Caption);
            title->setContentsMargins(space::m, space::m, 0, space::xs);
            m_groups << title;
            column->addWidget(title);
        }
        auto* button = new RailButton(place);
        connect(button, &QAbstractButton::clicked, this, [this, id = place.id] { emit chosen(id); });
        m_buttons << button;
        column->addWidget(button);
    }
}

void Rail::addPerson(QVBoxLayout* column, const console::Session& session)
{
    m_person = new QToolButton;
    m_person->setProperty("variant", "quiet");
    m_person->setIcon(icon(QStringLiteral("person")));
    m_person->setIconSize(QSize(18, 18));
    m_person->setPopupMode(QToolButton::InstantPopup);
    m_person->setFocusPolicy(Qt::StrongFocus);
    m_person->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_person->setToolTip(QStringLiteral("%1\n%2").arg(m_personName, rolesText(session.actor.roles)));
    m_person->setAccessibleName(tr("%1, signed in").arg(m_personName));
    auto* menu = new QMenu(m_person);
    auto* who = menu->addAction(rolesText(session.actor.roles));
    who->setEnabled(false);
    menu->addSeparator();
    connect(menu->addAction(tr("Help on this view")), &QAction::triggered, this, &Rail::helpWanted);
    connect(menu->addAction(tr("All keys")), &QAction::triggered, this, &Rail::keysWanted);
    menu->addSeparator();
    connect(menu->addAction(tr("Sign out or switch person")), &QAction::triggered, this,
            &Rail::signOutWanted);
    m_person->setMenu(menu);
    column->addWidget(m_person);
}

void Rail::setCurrent(const QString& place)
{
    for (RailButton* button : m_buttons)
        button->setChecked(button->placeId() == place);
}

void Rail::showBadges(const console::Badges& badges)
{
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        if (m_places[i].badge) m_buttons[i]->setBadge(m_places[i].badge(badges));
}

void Rail::setCompact(bool compact)
{
    setFixedWidth(compact ? narrowRail : wideRail);
    m_name->setFont(compact ? Theme::captionFont() : Theme::strongFont());
    m_name->setVisible(!compact);
    m_search->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    for (QLabel* group : m_groups) {
        group->setAlignment(compact ? Qt::AlignHCenter : Qt::AlignLeft);
        group->setContentsMargins(compact ? 0 : space::m, space::m, 0, space::xs);
    }
    for (RailButton* button : m_buttons)
        button->setCompact(compact);
    m_person->setToolButtonStyle(compact ? Qt::ToolButtonTextUnderIcon : Qt::ToolButtonTextBesideIcon);
    const int room = compact ? narrowRail - 32 : wideRail - 64;
    const QString shown = compact ? m_personName.section(QLatin1Char(' '), 0, 0) : m_personName;
    const QString name = m_person->fontMetrics().elidedText(shown, Qt::ElideRight, room);
    m_person->setText(compact ? name : QLatin1Char(' ') + name);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& palette = Theme::current();
    painter.fillRect(rect(), palette.alternate);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), palette.hairline);
}

} // namespace habitat::ui
