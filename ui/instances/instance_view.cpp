// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/instance_view.h"

#include "ui/diagram/diagram_pane.h"
#include "ui/instances/instance_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/record_table.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

constexpr auto closeProcess = "period-close";

} // namespace

InstanceView::InstanceView(const PlaceContext& context, InstanceCommands& commands, QWidget* parent)
    : QWidget(parent), m_context(context), m_commands(commands),
      m_back(makeButton({}, ButtonKind::Quiet, QStringLiteral("back"))), m_chip(new StatusChip),
      m_title(new ElidedLabel), m_about(new ElidedLabel),
      m_copy(makeButton({}, ButtonKind::Quiet, QStringLiteral("copy"))),
      m_retry(makeButton(tr("Retry"), ButtonKind::Primary)), m_cancel(makeButton(tr("Cancel…"))),
      m_close(makeButton(tr("Open in Close"), ButtonKind::Normal, QStringLiteral("open"))),
      m_refusal(new Banner), m_failure(new Banner), m_diagram(new DiagramPane), m_tabs(new InstanceTabs)
{
    auto* lower = new QFrame;
    lower->setProperty("variant", "pane");
    auto* inner = new QVBoxLayout(lower);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->addWidget(m_tabs);
    auto* halves = new QSplitter(Qt::Vertical);
    halves->setHandleWidth(space::s);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_diagram);
    halves->addWidget(lower);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setSizes({600, 400});
    m_diagram->setMinimumHeight(160);
    setFocusProxy(m_diagram);
    lower->setMinimumHeight(140);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(makeHeader());
    column->addWidget(m_refusal);
    column->addWidget(m_failure);
    column->addWidget(halves, 1);
    m_states = new ListStates(content, tr("Instance"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(space::l, space::s, space::l, space::m);
    outer->addWidget(m_states);

    connectParts();
}

void InstanceView::connectParts()
{
    m_refusal->setAction(tr("Dismiss"));
    connect(m_refusal, &Banner::actionClicked, this, [this] { showRefusal({}, {}); });
    connect(m_states, &ListStates::retry, this, &InstanceView::refresh);
    connect(m_diagram, &DiagramPane::reloadWanted, this, [this] { readDefinition(m_detail.definitionKey); });
    connect(m_diagram->view(), &DiagramView::chosen, m_tabs, &InstanceTabs::selectElement);
    connect(m_tabs, &InstanceTabs::elementChosen, m_diagram->view(), &DiagramView::select);
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_context.desk.go({QStringLiteral("instances"), {{QStringLiteral("list"), QStringLiteral("1")}}});
    });
    connect(m_retry, &QPushButton::clicked, this, [this] { m_commands.retry(m_detail.instance); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_commands.cancel(m_detail.instance); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QString::number(m_key));
        m_context.desk.toast(tr("Copied %1.").arg(m_key));
    });
    connect(m_close, &QPushButton::clicked, this, [this] {
        // A period that is closed again has "/2" behind its code.
        const QString period = fromCore(m_detail.instance.businessKey).section(QLatin1Char('/'), 0, 0);
        m_context.desk.go({QStringLiteral("close"), {{QStringLiteral("period"), period}}});
    });
}

QWidget* InstanceView::makeHeader()
{
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_title->setFont(Theme::titleFont());
    // Narrow windows: the key is read first, so that the process's name gives way to it.
    m_title->setLeast(240);
    m_about->setProperty("variant", "secondary");
    m_back->setToolTip(tr("All instances"));
    m_back->setAccessibleName(tr("All instances"));
    m_copy->setAccessibleName(tr("Copy key"));
    m_retry->setToolTip(tr("Try again where it failed (%1)")
                            .arg(QKeySequence(Qt::CTRL | Qt::Key_R).toString(QKeySequence::NativeText)));
    row->addWidget(m_back);
    row->addWidget(m_title);
    row->addWidget(m_copy);
    row->addWidget(m_chip);
    row->addWidget(m_about);
    row->addStretch(1);
    for (QPushButton* button : {m_close, m_retry, m_cancel})
        row->addWidget(button);
    return header;
}

void InstanceView::show(std::int64_t instance, const QString& element)
{
    m_wantedElement = element;
    if (instance != m_key) {
        m_key = instance;
        m_hasDetail = false;
        showRefusal({}, {});
        m_states->showSkeleton();
    }
    read();
}

void InstanceView::refresh()
{
    if (m_key != 0) read();
}

void InstanceView::read()
{
    m_context.backend.instance(
        m_context.session, m_key,
        m_load.reply<console::InstanceDetail>([this](auto detail) { showDetail(std::move(detail)); }));
}

void InstanceView::showDetail(Result<console::InstanceDetail> detail)
{
    if (!detail) {
        m_hasDetail = false;
        m_states->showError(fromCore(detail.error().message));
        emit failed(fromCore(detail.error().message));
        return;
    }
    const Whose whose = m_hasDetail ? Whose::Same : Whose::Another;
    m_detail = std::move(*detail);
    m_hasDetail = true;
    if (m_pictures.contains(m_detail.definitionKey)) {
        if (whose == Whose::Another || m_definition != m_detail.definitionKey) {
            m_definition = m_detail.definitionKey;
            m_diagram->view()->showMarks({});
            m_diagram->showPicture(m_pictures[m_definition]);
        }
        return showAll(whose);
    }
    m_definition = 0;
    m_diagram->showLoading();
    m_diagram->view()->showPicture({});
    showAll(whose);
    readDefinition(m_detail.definitionKey);
}

void InstanceView::readDefinition(std::int64_t definition)
{
    m_context.backend.definitionXml(
        definition,
        m_loadDefinition.reply<std::string>([this, definition](auto xml) { showPicture(definition, xml); }));
}

void InstanceView::showPicture(std::int64_t definition, const Result<std::string>& xml)
{
    auto picture = xml ? readPicture(*xml) : Result<DiagramPicture>(fail(xml.error()));
    if (!picture) {
        m_diagram->showError(fromCore(picture.error().message));
        if (!m_wantedElement.isEmpty()) choose(m_wantedElement);
        emit loaded();
        return;
    }
    m_pictures.insert(definition, *picture);
    m_definition = definition;
    m_diagram->view()->showMarks({});
    m_diagram->showPicture(std::move(*picture));
    showAll(Whose::Another);
}

void InstanceView::showAll(Whose whose)
{
    const console::InstanceItem& instance = m_detail.instance;
    const Instant now = m_context.backend.now();
    m_title->setText(titleOf(instance));
    const QString process = fromCore(instance.processName.empty() ? instance.process : instance.processName);
    m_about->setText(tr("%1 v%2").arg(process).arg(instance.version));
    m_chip->setToolTip(tr("Started %1").arg(absoluteTime(instance.startedAt)));
    m_chip->show(parseStatus(instance.state), stateDetail(instance, now));
    m_copy->setToolTip(tr("Copy key %1").arg(m_key));
    setAccessibleName(tr("Instance %1, %2").arg(titleOf(instance), process));
    const DiagramPicture& picture = m_diagram->view()->picture();
    const DiagramMarks marks = marksOf(m_detail, picture);
    m_diagram->view()->showMarks(marks);
    m_tabs->show(m_detail, picture, marks, now, whose);
    showFailure();
    m_states->showContent();
    updateButtons();
    // What can be said without the picture is said; what was asked for is there once it is.
    if (m_definition == 0) return;
    if (!m_wantedElement.isEmpty()) choose(std::exchange(m_wantedElement, {}));
    emit loaded();
}

void InstanceView::choose(const QString& element)
{
    m_diagram->view()->select(element);
    m_tabs->selectElement(element);
    const bool failed =
        std::any_of(m_detail.problems.begin(), m_detail.problems.end(), [&](const auto& problem) {
            return !problem.resolvedAt && fromCore(problem.elementId) == element;
        });
    if (failed) m_tabs->setCurrentIndex(InstanceTabs::Problems);
}

void InstanceView::showFailure()
{
    const Instant now = m_context.backend.now();
    const console::ProblemItem* latest = nullptr;
    int open = 0;
    for (const console::ProblemItem& problem : m_detail.problems) {
        if (problem.resolvedAt) continue;
        ++open;
        if (!latest || problem.since > latest->since) latest = &problem;
    }
    if (!latest) return m_failure->hide();
    QStringList head{
        tr("%1 failed").arg(fromCore(latest->elementName.empty() ? latest->elementId : latest->elementName))};
    head << tr("since %1, %2").arg(shortTime(latest->since, now), relativeTime(latest->since, now));
    if (latest->attempts > 0) head << tr("after %Ln attempts", nullptr, latest->attempts);
    if (m_detail.instance.nextAttemptAt)
        head << tr("next attempt %1").arg(shortTime(*m_detail.instance.nextAttemptAt, now));
    else
        head << tr("no further attempt by itself");
    if (open > 1) head << tr("and %Ln more", nullptr, open - 1);
    m_failure->show(Status::Failed, head.join(QStringLiteral(" · ")),
                    tr("%1\nMend the cause, then retry.").arg(fromCore(latest->message)));
    m_failure->setToolTip(tr("Code %1").arg(fromCore(latest->code)));
}

void InstanceView::setBusy(const QString& words)
{
    m_busy = words;
    updateButtons();
}

void InstanceView::showRefusal(const QString& headline, const QString& message)
{
    if (message.isEmpty())
        m_refusal->hide();
    else
        m_refusal->show(Status::Failed, headline, message);
}

void InstanceView::updateButtons()
{
    const auto why = [&](const QString& reason) { return m_busy.isEmpty() ? reason : m_busy; };
    setOffBecause(m_retry, why(m_commands.whyNotRetry(m_detail.instance)));
    setOffBecause(m_cancel, why(m_commands.whyNotCancel(m_detail.instance)));
    m_close->setVisible(m_detail.instance.process == closeProcess);
}

void InstanceView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) return m_context.desk.back();
    QWidget::keyPressEvent(event);
}

} // namespace habitat::ui
