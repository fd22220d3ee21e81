// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/theme/theme.h"
#include "ui/widgets/breakable.h"
#include "ui/widgets/button.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>

#include <chrono>
#include <utility>

namespace habitat::ui {

Toast::Toast(QWidget* parent) : QFrame(parent), m_text(makeLabel({})), m_action(makeButton({}))
{
    setProperty("variant", "toast");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, space::s, space::s, space::s);
    row->setSpacing(space::m);
    row->addWidget(m_text);
    row->addWidget(m_action);
    m_leave.setSingleShot(true);
    m_leave.setInterval(std::chrono::seconds(8));
    connect(&m_leave, &QTimer::timeout, this, [this] {
        if (m_action->hasFocus())
            m_leave.start();
        else
            hide();
    });
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (auto run = std::exchange(m_run, {})) run();
    });
    parent->installEventFilter(this);
    hide();
}

void Toast::show(const QString& text, const QString& actionLabel, std::function<void()> action)
{
    m_run = std::move(action);
    m_text->setText(breakable(text));
    m_action->setText(actionLabel);
    m_action->setAccessibleName(actionLabel);
    m_action->setVisible(!actionLabel.isEmpty());
    setAccessibleName(text);
    setVisible(true);
    raise();
    place();
    m_leave.start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString Toast::text() const
{
    return accessibleName();
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent* event)
{
    m_leave.stop();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent* event)
{
    m_leave.start();
    QFrame::leaveEvent(event);
}

void Toast::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

void Toast::place()
{
    const QWidget* host = parentWidget();
    const int room = host->width() - 2 * space::l;
    // A path can be longer than the window is wide.
    m_text->setWordWrap(false);
    const bool isLong = sizeHint().width() > room;
    m_text->setWordWrap(isLong);
    const int width = isLong ? room : sizeHint().width();
    resize(width, isLong ? heightForWidth(width) : sizeHint().height());
    // As low as it goes: what stands above the last line of a view stays to be read.
    move((host->width() - width) / 2, host->height() - height() - space::m);
}

} // namespace habitat::ui
