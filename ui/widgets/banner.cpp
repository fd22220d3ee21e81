// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>

namespace habitat::ui {

Banner::Banner(QWidget* parent)
    : QFrame(parent), m_headline(makeLabel({}, LabelKind::Strong)), m_text(makeLabel({})),
      m_action(makeButton({}))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::m + 28, space::s + 2, space::m, space::s + 2);
    row->setSpacing(space::m);
    auto* words = new QVBoxLayout;
    words->setSpacing(space::xs);
    words->addWidget(m_headline);
    words->addWidget(m_text);
    row->addLayout(words, 1);
    row->addWidget(m_action, 0, Qt::AlignTop);
    for (QLabel* label : {m_headline, m_text}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_headline->setFocusPolicy(Qt::NoFocus);
    m_text->setFocusPolicy(Qt::NoFocus);
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &Banner::actionClicked);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    hide();
}

void Banner::show(Status tone, const QString& headline, const QString& text)
{
    const bool news = headline != m_headline->text() || text != m_text->text() || isHidden();
    m_tone = tone;
    m_headline->setText(headline);
    m_headline->setVisible(!headline.isEmpty());
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(headline.isEmpty() ? text : headline + QStringLiteral(". ") + text);
    setVisible(true);
    update();
    if (news) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void Banner::setAction(const QString& label)
{
    m_action->setText(label);
    m_action->setAccessibleName(label);
    m_action->setVisible(!label.isEmpty());
}

QString Banner::headline() const
{
    return m_headline->text();
}
QString Banner::text() const
{
    return m_text->text();
}

void Banner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const StatusColours colours = Theme::current().status(m_tone);
    QPainterPath shape;
    shape.addRoundedRect(rect(), 6, 6);
    painter.setClipPath(shape);
    painter.fillRect(rect(), colours.tint);
    painter.fillRect(QRect(0, 0, 4, height()), colours.text);
    paintIcon(painter, QRectF(space::l, space::m, 16, 16), statusIcon(m_tone), colours.text);
}

} // namespace habitat::ui
