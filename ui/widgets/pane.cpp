// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pane.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace habitat::ui {

Pane::Pane(const QString& title, QWidget* parent)
    : QFrame(parent), m_title(makeLabel(title, LabelKind::Strong)), m_header(new QHBoxLayout),
      m_body(new QVBoxLayout)
{
    setProperty("variant", "pane");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* top = new QFrame;
    top->setProperty("variant", "paneHeader");
    top->setLayout(m_header);
    m_header->setContentsMargins(space::m, space::s, space::s, space::s);
    m_header->setSpacing(space::s);
    m_header->addWidget(m_title);
    column->addWidget(top);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    column->addLayout(m_body, 1);
    setTitle(title);
}

void Pane::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QVBoxLayout* Pane::footer()
{
    if (!m_footer) {
        auto* bottom = new QFrame;
        bottom->setProperty("variant", "paneFooter");
        m_footer = new QVBoxLayout(bottom);
        m_footer->setContentsMargins(space::m, space::s, space::m, space::s);
        m_footer->setSpacing(space::s);
        layout()->addWidget(bottom);
    }
    return m_footer;
}

ViewHeader::ViewHeader(const QString& title, QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_count(makeLabel({}, LabelKind::Title))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::m);
    m_row->addWidget(makeLabel(title, LabelKind::Title));
    m_count->setProperty("variant", "secondary");
    QFont light = Theme::titleFont();
    light.setWeight(QFont::Normal);
    m_count->setFont(light);
    m_row->addWidget(m_count);
    m_count->hide();
}

void ViewHeader::setCount(const QString& count)
{
    m_count->setText(count);
    m_count->setVisible(!count.isEmpty());
}

QString ViewHeader::count() const
{
    return m_count->text();
}

QFrame* makeLine()
{
    auto* line = new QFrame;
    line->setProperty("variant", "line");
    return line;
}

} // namespace habitat::ui
