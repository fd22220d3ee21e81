// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_pane.h"

#include "ui/diagram/diagram_legend.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/list_states.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace habitat::ui {

DiagramPane::DiagramPane(QWidget* parent)
    : QFrame(parent), m_view(new DiagramView), m_states(new ListStates(m_view, tr("Diagram"))),
      m_out(new QToolButton), m_in(new QToolButton), m_fit(new QToolButton),
      m_scale(makeLabel({}, LabelKind::Caption))
{
    setProperty("variant", "pane");
    setAccessibleName(tr("Diagram"));
    auto* top = new QFrame;
    top->setProperty("variant", "paneHeader");
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(space::m, 2, space::xs, 2);
    row->setSpacing(2);
    row->addWidget(new DiagramLegend, 1);
    m_out->setText(QStringLiteral("−"));
    m_in->setText(QStringLiteral("+"));
    m_fit->setText(tr("Fit"));
    for (QToolButton* button : {m_out, m_in, m_fit}) {
        button->setProperty("variant", QStringLiteral("quiet"));
        button->setFocusPolicy(Qt::TabFocus);
        button->setMinimumWidth(30);
    }
    m_out->setAccessibleName(tr("Zoom out"));
    m_out->setToolTip(tr("Zoom out (−)"));
    m_in->setAccessibleName(tr("Zoom in"));
    m_in->setToolTip(tr("Zoom in (+)"));
    m_fit->setAccessibleName(tr("Fit the whole diagram"));
    m_fit->setToolTip(tr("Show all of it (0)"));
    m_scale->setMinimumWidth(m_scale->fontMetrics().horizontalAdvance(QStringLiteral("100 %")) + 4);
    m_scale->setAlignment(Qt::AlignCenter);
    row->addWidget(m_out);
    row->addWidget(m_scale);
    row->addWidget(m_in);
    row->addWidget(m_fit);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(top);
    column->addWidget(m_states, 1);
    connect(m_out, &QToolButton::clicked, m_view, &DiagramView::zoomOut);
    connect(m_in, &QToolButton::clicked, m_view, &DiagramView::zoomIn);
    connect(m_fit, &QToolButton::clicked, m_view, &DiagramView::fit);
    connect(m_view, &DiagramView::scaleChanged, this, &DiagramPane::updateScale);
    connect(m_states, &ListStates::retry, this, &DiagramPane::reloadWanted);
    setFocusProxy(m_view);
    updateScale();
}

void DiagramPane::updateScale()
{
    m_scale->setText(tr("%1 %").arg(qRound(m_view->scale() * 100)));
}

void DiagramPane::showLoading()
{
    m_states->showSkeleton();
}

void DiagramPane::showError(const QString& message)
{
    m_states->showError(message);
}

void DiagramPane::showPicture(DiagramPicture picture)
{
    const bool nothing = picture.isEmpty();
    m_view->showPicture(std::move(picture));
    if (nothing)
        m_states->showFirstUse(tr("This process carries no picture"),
                               tr("Its file has no diagram. Steps and timeline show what happens."));
    else
        m_states->showContent();
}

} // namespace habitat::ui
