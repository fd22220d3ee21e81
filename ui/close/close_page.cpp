// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/close_page.h"

#include "ui/close/close_header.h"
#include "ui/close/step_detail_pane.h"
#include "ui/close/step_words.h"
#include "ui/close/steps_list.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/key_registry.h"
#include "ui/widgets/list_states.h"
#include "ui/widgets/pane.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

constexpr int stepsWidth = 304;

} // namespace

ClosePage::ClosePage(const PlaceContext& context, QWidget* parent)
    : PlaceView(context, parent), m_commands(new CloseCommands(context, this)), m_header(new CloseHeader),
      m_list(new StepsList(m_model)), m_detail(new StepDetailPane), m_money(new ElidedLabel),
      m_back(makeButton(tr("Back"), ButtonKind::Normal, QStringLiteral("back"))),
      m_next(makeButton(tr("Next ready")))
{
    build();
    addKeys();
    connectDetail();
    connect(m_commands, &CloseCommands::busy, m_detail, &StepDetailPane::setBusy);
    connect(m_commands, &CloseCommands::refused, m_detail, &StepDetailPane::showRefusal);
    connect(m_commands, &CloseCommands::changed, this, &ClosePage::refresh);
    connect(&backend(), &Backend::committed, this, &ClosePage::committed);
    connect(m_header, &CloseHeader::periodChosen, this, [this](const QString& period) {
        open({QStringLiteral("close"), {{QStringLiteral("period"), period}}});
        emit moved();
    });
    connect(m_header, &CloseHeader::undoWanted, this,
            [this] { m_commands->undoTo(m_period, 1, stepName(m_close.steps[0])); });
    connect(m_header, &CloseHeader::reopenWanted, this, [this] { m_commands->reopen(m_period); });
    connect(m_header, &CloseHeader::startWanted, this, [this] { m_commands->startClose(m_close); });
    connect(m_header, &CloseHeader::statementsWanted, this,
            [this] { m_commands->writeStatements(m_period); });
    connect(m_states, &ListStates::retry, this, &ClosePage::refresh);
    connect(m_states, &ListStates::firstUse, this, [this] { m_commands->startClose(m_close); });
}

void ClosePage::build()
{
    auto* stepsPane = new Pane(tr("Steps"));
    stepsPane->setFixedWidth(stepsWidth);
    stepsPane->body()->addWidget(m_list);

    auto* panes = new QWidget;
    auto* row = new QHBoxLayout(panes);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    row->addWidget(stepsPane);
    row->addWidget(m_detail, 1);
    m_states = new ListStates(panes, tr("Close"));

    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(space::s);
    bottom->addWidget(m_back);
    bottom->addWidget(m_next);
    bottom->addSpacing(space::m);
    bottom->addWidget(m_money, 1);
    m_money->setAlignment(Qt::AlignRight);
    m_money->setProperty("variant", "secondary");
    m_next->setIcon(icon(QStringLiteral("forward")));
    m_next->setLayoutDirection(Qt::RightToLeft);
    m_next->setToolTip(QKeySequence(Qt::CTRL | Qt::Key_Right).toString(QKeySequence::NativeText));
    m_back->setToolTip(QKeySequence(Qt::ALT | Qt::Key_Left).toString(QKeySequence::NativeText));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::m);
    column->addWidget(m_header);
    column->addWidget(m_states, 1);
    column->addLayout(bottom);
    // Until there are steps to go through.
    m_back->hide();
    m_next->hide();
    connect(m_back, &QPushButton::clicked, this, [this] { desk().back(); });
    connect(m_next, &QPushButton::clicked, this, &ClosePage::nextReady);
    connect(m_list, &StepsList::currentStep, this, [this](int number) {
        if (number != m_step) chooseByPerson(number);
    });
}

void ClosePage::addKeys()
{
    const KeyScope scope{QStringLiteral("close"), tr("Close")};
    KeyRegistry& keys = desk().keys();
    const auto add = [&](const char* id, const QString& text, QList<QKeySequence> sequences,
                         std::function<void()> run) {
        return keys.add(this, {QLatin1String(id), text, std::move(sequences), scope}, std::move(run));
    };
    const auto click = [](QPushButton* button) { return [button] { button->click(); }; };
    add("close.run", tr("Run this step"),
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)},
        click(m_detail->runButton()));
    add("close.next", tr("Next ready step"), {QKeySequence(Qt::CTRL | Qt::Key_Right)},
        [this] { nextReady(); });
    add("close.preview", tr("Preview this step"), {}, click(m_detail->previewButton()));
    add("close.retry", tr("Retry this step"), {QKeySequence(Qt::CTRL | Qt::Key_R)},
        click(m_detail->retryButton()));
    add("close.sign", tr("Sign this step…"), {}, click(m_detail->signButton()));
    add("close.undo", tr("Undo back to this step…"), {}, click(m_detail->undoButton()));
    add("close.statements", tr("Write the members' statements"), {}, [this] {
        if (m_close.state == "locked") m_commands->writeStatements(m_period);
    });
    add("close.reopen", tr("Reopen this period…"), {}, click(m_header->reopenButton()));
    add("close.start", tr("Start close…"), {}, [this] {
        const bool mayBegin = !hasClose() || m_header->startButton()->isVisible();
        if (mayBegin && !m_close.period.empty()) m_commands->startClose(m_close);
    });
}

void ClosePage::connectDetail()
{
    connect(m_detail, &StepDetailPane::runWanted, this, [this] { m_commands->run(m_period, m_step); });
    connect(m_detail, &StepDetailPane::retryWanted, this, [this] { m_commands->retry(m_period, m_step); });
    connect(m_detail, &StepDetailPane::previewWanted, this, &ClosePage::preview);
    connect(m_detail, &StepDetailPane::leavePreviewWanted, this, [this] {
        m_detail->show(m_shown, backend().now(), session().actor.user);
        readStep();
    });
    connect(m_detail, &StepDetailPane::undoWanted, this,
            [this] { m_commands->undoTo(m_period, m_step, stepName(m_shown.step)); });
    connect(m_detail, &StepDetailPane::signWanted, this, [this] { m_commands->sign(m_period, m_shown); });
    connect(m_detail, &StepDetailPane::attachWanted, this, [this] { m_commands->attach(m_period, m_step); });
    connect(m_detail, &StepDetailPane::openEvidenceWanted, m_commands, &CloseCommands::openEvidence);
    connect(m_detail, &StepDetailPane::mendWanted, this,
            [this](const close::Check& check) { m_commands->mend(m_close, check); });
    connect(m_detail, &StepDetailPane::exportWanted, this, [this](const exchange::Table& table) {
        m_commands->exportTables({table},
                                 QStringLiteral("%1 %2").arg(fromCore(m_period), fromCore(table.title)));
    });
    connect(m_detail, &StepDetailPane::reloadWanted, this, &ClosePage::readStep);
}

void ClosePage::open(const Location& location)
{
    const std::string period = toCore(location.at.value(QStringLiteral("period")));
    const int step = location.at.value(QStringLiteral("step")).toInt();
    if (!period.empty() && period != m_period) {
        m_period = period;
        m_close = {};
        m_step = 0;
    }
    m_chosen = step >= 1 && step <= console::stepCount;
    if (m_chosen) m_step = step;
    m_hasShown = false;
    dropPreview();
    setLoading();
    if (m_close.period.empty()) m_states->showSkeleton();
    readPeriods();
}

Location ClosePage::location() const
{
    Location here{QStringLiteral("close"), {}};
    if (!m_period.empty()) here.at[QStringLiteral("period")] = fromCore(m_period);
    if (m_chosen) here.at[QStringLiteral("step")] = QString::number(m_step);
    return here;
}

void ClosePage::refresh()
{
    readPeriods();
}

QList<QWidget*> ClosePage::panes() const
{
    return {m_list, m_detail, m_header->periodChooser()};
}

void ClosePage::focusFilter()
{
    m_header->periodChooser()->setFocus(Qt::ShortcutFocusReason);
}

void ClosePage::exportFigures()
{
    if (m_hasShown && !m_shown.figures.empty())
        m_commands->exportTables(m_shown.figures,
                                 QStringLiteral("%1 %2").arg(fromCore(m_period), stepName(m_shown.step)));
    else
        desk().toast(tr("This step shows no figures to export."));
}

void ClosePage::readPeriods()
{
    backend().periods(session(), m_loadPeriods.reply<std::vector<console::PeriodChoice>>(
                                     [this](auto periods) { showPeriods(std::move(periods)); }));
}

void ClosePage::readClose()
{
    backend().close(session(), m_period, m_loadClose.reply<console::CloseView>([this](auto close) {
        showClose(std::move(close));
    }));
}

void ClosePage::readStep()
{
    if (m_step == 0) return;
    backend().step(session(), m_period, m_step, m_loadStep.reply<console::StepDetail>([this](auto detail) {
        showStep(std::move(detail));
    }));
}

void ClosePage::showPeriods(Result<std::vector<console::PeriodChoice>> periods)
{
    if (!periods) {
        m_states->showError(fromCore(periods.error().message));
        return setLoadError(fromCore(periods.error().message));
    }
    const auto known = [&](const auto& matches) {
        return std::find_if(periods->begin(), periods->end(), matches);
    };
    if (m_period.empty()) {
        auto best = known([](const auto& p) { return p.hasClose && p.state != "locked"; });
        if (best == periods->end()) best = known([](const auto& p) { return p.state == "open"; });
        if (best == periods->end()) best = periods->begin();
        if (best != periods->end()) m_period = best->code;
    }
    m_header->showPeriods(*periods, m_period);
    if (m_period.empty()) {
        showWays();
        m_states->showFirstUse(
            tr("There is no period yet"),
            tr("Periods appear with the first journal that is imported. Then a close can start here."));
        return setLoaded();
    }
    readClose();
}

bool ClosePage::hasClose() const
{
    return !m_close.state.empty() && m_close.state != "none";
}

void ClosePage::showClose(Result<console::CloseView> close)
{
    if (!close) {
        m_states->showError(fromCore(close.error().message));
        return setLoadError(fromCore(close.error().message));
    }
    m_close = std::move(*close);
    m_header->show(m_close, backend().now());
    m_header->setUndoOff(m_close.completedSteps == 0 ? tr("Nothing is completed that could be undone.")
                                                     : QString());
    m_model.show(m_close, backend().now());
    showMoney();
    showWays();
    setOffBecause(m_next, nextReadyStep() == 0 ? tr("No step waits for anybody.") : QString());
    if (!hasClose()) {
        m_states->showFirstUse(
            tr("The close of %1 has not started").arg(fromCore(m_close.period)),
            tr("Its eleven steps will appear here, with their figures, evidence and signatures."),
            tr("Start close…"));
        return setLoaded();
    }
    m_states->showContent();
    if (!m_chosen || m_step == 0) {
        const int follow = m_close.currentStep != 0 ? m_close.currentStep : console::stepCount;
        // Who just ran a step sees what it did; the view moves on when they ask for the next.
        if (m_step == 0 || !m_hasShown) m_step = follow;
    }
    select(m_step);
    readStep();
}

void ClosePage::showStep(Result<console::StepDetail> detail)
{
    if (!detail) {
        m_detail->showError(fromCore(detail.error().message));
        return setLoadError(fromCore(detail.error().message));
    }
    // A preview stays until it is left, or until what it previewed is no longer so.
    const bool outdated = detail->inputHash != m_shown.inputHash || detail->step.state != m_shown.step.state;
    m_shown = std::move(*detail);
    m_hasShown = true;
    if (!m_detail->isPreview() || outdated) m_detail->show(m_shown, backend().now(), session().actor.user);
    setLoaded();
}

void ClosePage::showWays()
{
    m_back->setVisible(hasClose());
    m_next->setVisible(hasClose());
    setOffBecause(m_back, desk().canGoBack() ? QString() : tr("You began here."));
}

void ClosePage::showMoney()
{
    QStringList parts;
    if (m_close.netIncome) parts << tr("net income %1").arg(habitat::ui::moneyText(*m_close.netIncome));
    if (m_close.reserve) parts << tr("reserve %1").arg(habitat::ui::moneyText(*m_close.reserve));
    if (m_close.allocated) parts << tr("%1 allocated").arg(habitat::ui::moneyText(*m_close.allocated));
    m_money->setText(parts.isEmpty() ? QString()
                                     : tr("Money so far: %1").arg(parts.join(QStringLiteral("  →  "))));
}

QListView* ClosePage::steps() const
{
    return m_list;
}

QString ClosePage::moneyText() const
{
    return m_money->fullText();
}

void ClosePage::select(int step)
{
    const QModelIndex index = m_model.index(step - 1);
    if (m_list->currentIndex() != index) m_list->setCurrentIndex(index);
}

void ClosePage::chooseByPerson(int step)
{
    m_step = step;
    m_chosen = true;
    m_hasShown = false;
    dropPreview();
    m_detail->showLoading(stepName(m_close.steps[std::size_t(step - 1)]));
    readStep();
    emit moved();
    showWays();
}

void ClosePage::preview()
{
    m_detail->setBusy(tr("Previewing step %1…").arg(m_step));
    backend().previewStep(
        session(), m_period, m_step,
        m_loadPreview.reply<console::StepDetail>([this](Result<console::StepDetail> detail) {
            m_detail->setBusy({});
            if (detail)
                m_detail->showPreview(*detail, backend().now(), session().actor.user);
            else
                m_detail->showRefusal(tr("The preview says that this step would be refused"),
                                      fromCore(detail.error().message));
        }));
}

/// What was asked of another step is not waited for.
void ClosePage::dropPreview()
{
    if (!m_loadPreview.isPending()) return;
    m_loadPreview.cancel();
    m_detail->setBusy({});
}

int ClosePage::nextReadyStep() const
{
    if (!hasClose()) return 0;
    for (int by = 1; by <= console::stepCount; ++by) {
        const int number = (m_step + by - 1) % console::stepCount + 1;
        if (needsAttention(m_close.steps[std::size_t(number - 1)]) && number != m_step) return number;
    }
    return m_close.currentStep;
}

void ClosePage::nextReady()
{
    if (const int next = nextReadyStep(); next != 0) select(next);
}

void ClosePage::committed(const console::Committed& what)
{
    const auto& keys = what.instances;
    const bool ours =
        m_close.instanceKey == 0 || std::find(keys.begin(), keys.end(), m_close.instanceKey) != keys.end();
    if (ours || what.books) refresh();
}

} // namespace habitat::ui
