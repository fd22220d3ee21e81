// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/task_pane.h"

#include "core/base/text.h"
#include "ui/inbox/inbox_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/breakable.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace habitat::ui {
namespace {

QLabel* selectable(QLabel* label)
{
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void clear(QWidget* holder)
{
    qDeleteAll(holder->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete holder->layout();
}

bool looksLikeHash(const QString& label)
{
    return label.compare(QLatin1String("hash"), Qt::CaseInsensitive) == 0;
}

} // namespace

TaskPane::TaskPane(QWidget* parent)
    : QFrame(parent), m_title(makeLabel({}, LabelKind::Section)), m_subject(new ElidedLabel),
      m_amount(makeLabel({}, LabelKind::Section)), m_chip(new StatusChip), m_clock(new QLabel),
      m_overdue(makeLabel({}, LabelKind::Danger)), m_due(makeLabel({}, LabelKind::Secondary)),
      m_refusal(new Banner), m_facts(new QWidget),
      m_historyTitle(makeLabel(tr("History"), LabelKind::Strong)), m_history(new QWidget),
      m_note(new QPlainTextEdit), m_approve(makeButton(tr("Approve"), ButtonKind::Primary)),
      m_reject(makeButton(tr("Reject…"))), m_ask(makeButton(tr("Ask…"))), m_claim(makeButton(tr("Claim"))),
      m_open(makeButton(tr("Open instance"), ButtonKind::Quiet, QStringLiteral("open"))),
      m_why(makeLabel({}, LabelKind::Secondary)), m_scroll(new QScrollArea)
{
    setProperty("variant", "pane");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* content = new QWidget;
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(makeHeader());
    m_scroll->setWidget(makeContent());
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::TabFocus);
    m_scroll->setAccessibleName(tr("Facts and history"));
    setFocusProxy(m_scroll);
    inner->addWidget(m_scroll, 1);
    m_footer = makeFooter();
    inner->addWidget(m_footer);
    m_states = new ListStates(content, tr("Item"));
    connect(m_states, &ListStates::retry, this, &TaskPane::reloadWanted);
    column->addWidget(m_states, 1);
    if (Theme::instance()) connect(Theme::instance(), &Theme::changed, this, &TaskPane::updateClock);
    showNothing();
}

QWidget* TaskPane::makeHeader()
{
    auto* header = new QFrame;
    header->setProperty("variant", "paneHeader");
    auto* column = new QVBoxLayout(header);
    column->setContentsMargins(space::l, space::m, space::l, space::m - 2);
    column->setSpacing(space::xs);
    auto* top = new QHBoxLayout;
    top->setSpacing(space::m);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    top->addWidget(m_title, 1);
    top->addWidget(m_amount, 0, Qt::AlignTop);
    m_subject->setProperty("variant", "secondary");
    m_subject->setTextInteractionFlags(Qt::NoTextInteraction);
    auto* state = new QHBoxLayout;
    state->setSpacing(space::s);
    state->addWidget(m_chip);
    state->addWidget(m_clock);
    state->addWidget(m_overdue);
    state->addStretch(1);
    state->addWidget(m_open);
    column->addLayout(top);
    column->addWidget(m_subject);
    column->addLayout(state);
    column->addWidget(m_due);
    connect(m_open, &QPushButton::clicked, this, &TaskPane::openWanted);
    return header;
}

QWidget* TaskPane::makeContent()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::m);
    for (QWidget* part : std::initializer_list<QWidget*>{m_refusal, m_facts, m_historyTitle, m_history})
        column->addWidget(part);
    column->addStretch(1);
    m_refusal->setAction(tr("Dismiss"));
    connect(m_refusal, &Banner::actionClicked, this, [this] { showRefusal({}, {}); });
    return page;
}

QWidget* TaskPane::makeFooter()
{
    auto* footer = new QFrame;
    footer->setProperty("variant", "paneFooter");
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(space::l, space::m - 2, space::l, space::m);
    column->setSpacing(space::s);
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(m_note->fontMetrics().height() * 2 + 18);
    m_note->setPlaceholderText(tr("Note, kept with the decision"));
    column->addWidget(m_note);
    m_why->setWordWrap(true);
    column->addWidget(m_why);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    for (QPushButton* button : {m_approve, m_reject, m_ask})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(m_claim);
    column->addLayout(buttons);
    m_approve->setToolTip(tr("Approve (A)"));
    m_reject->setToolTip(tr("Reject with a reason (R)"));
    m_ask->setToolTip(tr("Ask whoever submitted it (I)"));
    m_claim->setToolTip(tr("Hold it, so that nobody else decides it (C)"));
    connect(m_approve, &QPushButton::clicked, this, &TaskPane::approveWanted);
    connect(m_reject, &QPushButton::clicked, this, &TaskPane::rejectWanted);
    connect(m_ask, &QPushButton::clicked, this, &TaskPane::askWanted);
    connect(m_claim, &QPushButton::clicked, this, &TaskPane::claimWanted);
    return footer;
}

void TaskPane::show(const console::InboxItem& item, Instant now, const std::string& user,
                    console::InboxScope scope)
{
    const bool isOther = !m_hasItem || m_item.key != item.key;
    if (isOther) {
        m_note->clear();
        showRefusal({}, {});
        m_scroll->verticalScrollBar()->setValue(0);
    }
    m_item = item;
    m_hasItem = true;
    m_isOpen = scope != console::InboxScope::Done;
    m_isMine = samePerson(item.assignee, user);
    const bool isSignature = askOf(item) == Ask::Signature;
    const QString title = fromCore(item.title);
    const QString subject = fromCore(item.subject);
    m_title->setText(breakable(isSignature ? title : QStringLiteral("%1 %2").arg(title, subject)));
    QStringList about;
    if (isSignature) about << subject;
    about << fromCore(item.person) << fromCore(item.summary);
    about.removeAll(QString());
    m_subject->setText(about.join(QStringLiteral(" · ")));
    m_subject->setVisible(!about.isEmpty());
    m_amount->setText(item.amount ? moneyText(*item.amount) : QString());
    showTimes(now);
    setAccessibleName(QStringLiteral("%1 %2").arg(title, subject));
    showFacts();
    showHistory(now);
    m_states->showContent();
    updateButtons();
}

/// State, since when, until when, and whose it is.
void TaskPane::showTimes(Instant now)
{
    m_chip->show(m_isOpen ? Status::Waiting : Status::Completed);
    QStringList times{tr("since %1").arg(shortTime(m_item.createdAt, now))};
    if (m_item.dueAt && !m_item.overdue) times << tr("due %1").arg(dueText(m_item, now));
    if (!m_item.assignee.empty())
        times << (m_isMine ? tr("held by you") : tr("held by %1").arg(fromCore(m_item.assignee)));
    else if (!m_item.candidateGroups.empty()) {
        QStringList groups;
        for (const std::string& group : m_item.candidateGroups)
            groups << anyRoleText(fromCore(group));
        times << tr("for %1").arg(groups.join(QStringLiteral(", ")));
    }
    m_due->setText(times.join(QStringLiteral(" · ")));
    m_due->setToolTip(m_item.dueAt ? tr("Due %1").arg(absoluteTime(*m_item.dueAt))
                                   : absoluteTime(m_item.createdAt));
    m_due->setWordWrap(true);
    m_overdue->setVisible(m_item.overdue && m_isOpen);
    m_overdue->setText(dueText(m_item, now));
    m_overdue->setToolTip(m_due->toolTip());
    updateClock();
    m_clock->setVisible(m_item.overdue && m_isOpen);
}

void TaskPane::updateClock()
{
    m_clock->setPixmap(
        iconPixmap(QStringLiteral("status-overdue"), Theme::current().danger, 16, devicePixelRatioF()));
}

void TaskPane::showFacts()
{
    QString fingerprint = fromCore(m_item.key);
    for (const auto& [label, text] : m_item.details)
        fingerprint += QStringLiteral("|%1=%2").arg(fromCore(label), fromCore(text));
    if (std::exchange(m_factsShown, fingerprint) == fingerprint) return;
    clear(m_facts);
    auto* grid = new QGridLayout(m_facts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::xs + 2);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto& [label, text] : m_item.details) {
        const QString words = fromCore(label);
        auto* name = makeLabel(words, LabelKind::Secondary);
        name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        auto* value = selectable(makeLabel(breakable(fromCore(text))));
        value->setAccessibleName(fromCore(text));
        if (looksLikeHash(words)) value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        value->setToolTip(fromCore(text));
        grid->addWidget(name, row, 0);
        grid->addWidget(value, row, 1);
        ++row;
    }
    m_facts->setVisible(row > 0);
}

void TaskPane::showHistory(Instant now)
{
    QString fingerprint = fromCore(m_item.key);
    for (const auto& event : m_item.history)
        fingerprint += QStringLiteral("|%1 %2").arg(fromCore(event.who), fromCore(event.what)) +
                       shortTime(event.at, now);
    if (std::exchange(m_historyShown, fingerprint) == fingerprint) return;
    clear(m_history);
    auto* grid = new QGridLayout(m_history);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::xs + 2);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const auto& event : m_item.history) {
        auto* when = makeLabel(shortTime(event.at, now), LabelKind::Secondary);
        when->setToolTip(absoluteTime(event.at));
        when->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        auto* who = makeLabel(fromCore(event.who), LabelKind::Secondary);
        who->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(when, row, 0);
        grid->addWidget(who, row, 1);
        grid->addWidget(selectable(makeLabel(breakable(capitalised(fromCore(event.what))))), row, 2);
        ++row;
    }
    m_history->setVisible(row > 0);
    m_historyTitle->setVisible(row > 0);
}

void TaskPane::showNothing()
{
    m_hasItem = false;
    m_item = {};
    setAccessibleName(tr("Nothing chosen"));
    m_states->showFirstUse(tr("Nothing is chosen"), tr("Choose a row to see what is asked."));
    updateButtons();
}

void TaskPane::showError(const QString& message)
{
    m_hasItem = false;
    m_states->showError(message);
    updateButtons();
}

void TaskPane::setBusy(const QString& words)
{
    m_busy = words;
    updateButtons();
}

void TaskPane::showRefusal(const QString& headline, const QString& message)
{
    if (message.isEmpty())
        m_refusal->hide();
    else
        m_refusal->show(Status::Failed, headline, message);
}

QString TaskPane::note() const
{
    return m_note->toPlainText().trimmed();
}

void TaskPane::focusNote()
{
    if (m_note->isVisible()) m_note->setFocus(Qt::ShortcutFocusReason);
}

QString TaskPane::whyText() const
{
    return m_why->text();
}

void TaskPane::updateButtons()
{
    const Ask ask = askOf(m_item);
    QString why = m_busy;
    if (why.isEmpty() && !m_hasItem) why = tr("Nothing is chosen.");
    if (why.isEmpty()) why = fromCore(m_item.whyNotDecide);
    const QString approve = ask == Ask::Signature ? tr("Sign…")
                            : ask == Ask::Answer  ? tr("Answer")
                            : isHeavy(m_item)     ? tr("Approve…")
                                                  : tr("Approve");
    m_approve->setText(approve);
    m_approve->setAccessibleName(QString(approve).remove(QChar(0x2026)));
    m_note->setPlaceholderText(ask == Ask::Answer ? tr("Your answer; the reviewer reads it")
                                                  : tr("Note, kept with the decision"));
    m_note->setAccessibleName(ask == Ask::Answer ? tr("Answer") : tr("Note"));
    for (QPushButton* button : {m_approve, m_reject, m_ask})
        setOffBecause(button, why);
    m_reject->setVisible(ask == Ask::Decision);
    m_ask->setVisible(ask == Ask::Decision);
    m_claim->setVisible(ask != Ask::Signature &&
                        (m_isMine || m_item.assignee.empty() || ask == Ask::Decision));
    m_claim->setText(m_isMine ? tr("Give back") : tr("Claim"));
    m_claim->setAccessibleName(m_claim->text());
    setOffBecause(m_claim, m_isMine && m_busy.isEmpty() ? QString() : why);
    m_open->setText(QLatin1Char(' ') + (ask == Ask::Signature ? tr("Open in Close") : tr("Open instance")));
    m_open->setAccessibleName(m_open->text().trimmed());
    m_open->setVisible(m_hasItem && (ask == Ask::Signature || m_item.instanceKey != 0));
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_footer->setVisible(m_isOpen);
}

} // namespace habitat::ui
