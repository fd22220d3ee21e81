// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alert_pane.h"

#include "ui/alerts/alert_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/breakable.h"
#include "ui/widgets/button.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>

namespace habitat::ui {
namespace {

QLabel* wrapping(QLabel* label)
{
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

AlertPane::AlertPane(QWidget* parent)
    : QFrame(parent), m_title(wrapping(makeLabel({}, LabelKind::Section))), m_shape(new QLabel),
      m_severity(makeLabel({}, LabelKind::Strong)), m_state(wrapping(makeLabel({}, LabelKind::Secondary))),
      m_refusal(new Banner), m_why(new Banner), m_facts(wrapping(makeLabel({}))),
      m_advice(wrapping(makeLabel({}))), m_cause(wrapping(makeLabel({}, LabelKind::Caption))),
      m_open(makeButton(tr("Open"), ButtonKind::Primary, {})),
      m_retry(makeButton(tr("Retry"), ButtonKind::Normal, QStringLiteral("retry"))),
      m_acknowledge(makeButton(tr("Acknowledge"))), m_snooze(makeButton(tr("Snooze ▾"))),
      m_reopen(makeButton(tr("Reopen"), ButtonKind::Normal, QStringLiteral("undo")))
{
    setProperty("variant", "pane");
    auto* content = new QWidget;
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(makeHeader());
    auto* scroll = new QScrollArea;
    scroll->setWidget(makeContent());
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::TabFocus);
    setFocusProxy(scroll);
    scroll->setAccessibleName(tr("Why, and what to do"));
    inner->addWidget(scroll, 1);
    m_footer = makeFooter();
    inner->addWidget(m_footer);
    m_states = new ListStates(content, tr("Alert"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->addWidget(m_states);
    if (Theme::instance()) connect(Theme::instance(), &Theme::changed, this, &AlertPane::updateShape);
    showNothing();
}

QWidget* AlertPane::makeHeader()
{
    auto* header = new QFrame;
    header->setProperty("variant", "paneHeader");
    auto* column = new QVBoxLayout(header);
    column->setContentsMargins(space::l, space::m, space::l, space::m - 2);
    column->setSpacing(space::s);
    column->addWidget(m_title);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_shape);
    row->addWidget(m_severity);
    row->addWidget(m_state, 1);
    column->addLayout(row);
    return header;
}

QWidget* AlertPane::makeContent()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::m);
    column->addWidget(m_refusal);
    column->addWidget(m_why);
    column->addWidget(m_facts);
    auto* head = makeLabel(tr("What to do"), LabelKind::Strong);
    column->addWidget(head);
    column->addWidget(m_advice);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_open);
    row->addWidget(m_retry);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    column->addWidget(m_cause);
    m_refusal->setAction(tr("Dismiss"));
    connect(m_refusal, &Banner::actionClicked, this, [this] { showRefusal({}, {}); });
    connect(m_open, &QPushButton::clicked, this, &AlertPane::openWanted);
    connect(m_retry, &QPushButton::clicked, this, &AlertPane::retryWanted);
    return page;
}

QWidget* AlertPane::makeFooter()
{
    auto* footer = new QFrame;
    footer->setProperty("variant", "paneFooter");
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(space::l, space::m - 2, space::l, space::m - 2);
    row->setSpacing(space::s);
    row->addWidget(m_acknowledge);
    row->addWidget(m_snooze);
    row->addWidget(m_reopen);
    row->addStretch(1);
    auto* menu = new QMenu(m_snooze);
    menu->addAction(tr("For 1 hour"), this, [this] { emit snoozeWanted(1); });
    menu->addAction(tr("For 4 hours"), this, [this] { emit snoozeWanted(4); });
    menu->addAction(tr("Until tomorrow, 8:00"), this, &AlertPane::snoozeUntilTomorrowWanted);
    m_snooze->setMenu(menu);
    m_snooze->setAccessibleName(tr("Snooze"));
    m_acknowledge->setToolTip(tr("Somebody looks at it: it leaves the badge (E)"));
    connect(m_acknowledge, &QPushButton::clicked, this, &AlertPane::acknowledgeWanted);
    connect(m_reopen, &QPushButton::clicked, this, &AlertPane::reopenWanted);
    return footer;
}

void AlertPane::show(const console::AlertItem& alert, Instant now, const QString& whyNotHandle,
                     const QString& whyNotRetry)
{
    if (!m_hasAlert || m_alert.cause != alert.cause) showRefusal({}, {});
    m_alert = alert;
    m_hasAlert = true;
    m_whyNotHandle = whyNotHandle;
    m_whyNotRetry = whyNotRetry;
    m_title->setText(breakable(fromCore(alert.title)));
    m_severity->setText(severityText(alert.severity));
    updateShape();
    m_state->setText(alertStateText(alert));
    m_why->show(alert.severity == console::AlertSeverity::Critical ? Status::Failed : Status::Waiting,
                tr("Why"), fromCore(alert.why));
    QStringList facts{tr("Since %1, %2").arg(shortTime(alert.since, now), relativeTime(alert.since, now))};
    if (!alert.subject.empty()) facts << tr("Concerns %1").arg(fromCore(alert.subject));
    facts << (alert.count == 1 ? tr("Once") : tr("%Ln times", nullptr, alert.count));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setToolTip(absoluteTime(alert.since));
    m_advice->setText(alert.advice.empty() ? tr("Open it and see where it stands.") : fromCore(alert.advice));
    m_cause->setText(tr("Cause %1").arg(breakable(fromCore(alert.cause))));
    setAccessibleName(tr("Alert: %1").arg(fromCore(alert.title)));
    m_states->showContent();
    updateButtons();
}

void AlertPane::showNothing()
{
    m_hasAlert = false;
    m_alert = {};
    setAccessibleName(tr("Nothing chosen"));
    m_states->showFirstUse(tr("Nothing is chosen"),
                           tr("Choose an alert to see why it is there and what to do."));
    updateButtons();
}

void AlertPane::setBusy(const QString& words)
{
    m_busy = words;
    updateButtons();
}

void AlertPane::showRefusal(const QString& headline, const QString& message)
{
    if (message.isEmpty())
        m_refusal->hide();
    else
        m_refusal->show(Status::Failed, headline, message);
}

QString AlertPane::factsText() const
{
    return m_facts->text();
}

void AlertPane::updateShape()
{
    m_shape->setPixmap(iconPixmap(severityIcon(m_alert.severity), severityColour(m_alert.severity), 16,
                                  devicePixelRatioF()));
}

void AlertPane::updateButtons()
{
    const QString idle = !m_busy.isEmpty() ? m_busy : m_hasAlert ? QString() : tr("Nothing is chosen.");
    const auto why = [&](const QString& reason) { return idle.isEmpty() ? reason : idle; };
    const bool open = m_hasAlert && isOpen(m_alert);
    setOffBecause(m_acknowledge, why(m_whyNotHandle));
    setOffBecause(m_snooze, why(m_whyNotHandle));
    setOffBecause(m_reopen, why(m_whyNotHandle));
    m_acknowledge->setVisible(open || m_alert.state == console::AlertState::Snoozed);
    m_snooze->setVisible(open || m_alert.state == console::AlertState::Acknowledged);
    m_reopen->setVisible(m_hasAlert && !open);
    setOffBecause(m_open,
                  why(m_alert.instanceKey == 0 ? tr("This alert is not about an instance.") : QString()));
    const int incidents = int(m_alert.incidents.size());
    m_retry->setVisible(incidents > 0);
    const QString words = m_alert.count > 1 ? tr("Retry %Ln…", nullptr, incidents) : tr("Retry");
    m_retry->setText(QLatin1Char(' ') + words);
    m_retry->setAccessibleName(words);
    setOffBecause(m_retry, why(m_whyNotRetry));
}

} // namespace habitat::ui
