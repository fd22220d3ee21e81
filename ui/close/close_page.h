// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/close/close_commands.h"
#include "ui/close/steps_model.h"
#include "ui/shell/place.h"

class QListView;
class QPushButton;

namespace habitat::ui {

class CloseHeader;
class ElidedLabel;
class ListStates;
class StepDetailPane;
class StepsList;

/// The Close view: the eleven steps of a period on the left, one of them in full on the right, the money so
/// far below. Reads again after commits that concern its close, and moves neither selection nor scroll. GUI
/// thread.
class ClosePage final : public PlaceView
{
    Q_OBJECT

public:
    explicit ClosePage(const PlaceContext& context, QWidget* parent = nullptr);

    void open(const Location& location) override;
    [[nodiscard]] Location location() const override;
    void refresh() override;
    [[nodiscard]] QList<QWidget*> panes() const override;
    void focusFilter() override;
    void exportFigures() override;

    [[nodiscard]] CloseHeader* header() const { return m_header; }
    [[nodiscard]] QListView* steps() const;
    [[nodiscard]] StepDetailPane* detail() const { return m_detail; }
    [[nodiscard]] ListStates* states() const { return m_states; }
    [[nodiscard]] CloseCommands* commands() const { return m_commands; }
    [[nodiscard]] QPushButton* backButton() const { return m_back; }
    [[nodiscard]] QPushButton* nextButton() const { return m_next; }
    [[nodiscard]] QString moneyText() const;
    [[nodiscard]] int step() const { return m_step; }
    /// As last read; step 0 before the first reading.
    [[nodiscard]] const console::StepView& shownStep() const { return m_shown.step; }

private:
    void build();
    void addKeys();
    void connectDetail();
    void readPeriods();
    void readClose();
    void readStep();
    void showPeriods(Result<std::vector<console::PeriodChoice>> periods);
    void showClose(Result<console::CloseView> close);
    void showStep(Result<console::StepDetail> detail);
    void showWays();
    void showMoney();
    void select(int step);
    void chooseByPerson(int step);
    void preview();
    void dropPreview();
    void nextReady();
    [[nodiscard]] int nextReadyStep() const;
    void committed(const console::Committed& what);
    [[nodiscard]] bool hasClose() const;

    CloseCommands* m_commands;
    CloseHeader* m_header;
    ListStates* m_states;
    StepsModel m_model;
    StepsList* m_list;
    StepDetailPane* m_detail;
    ElidedLabel* m_money;
    QPushButton* m_back;
    QPushButton* m_next;

    std::string m_period;
    int m_step = 0;
    /// The person chose a step; until then the view follows the one whose turn it is.
    bool m_chosen = false;
    console::CloseView m_close;
    console::StepDetail m_shown;
    bool m_hasShown = false;
    Latest m_loadPeriods;
    Latest m_loadClose;
    Latest m_loadStep;
    Latest m_loadPreview;
};

} // namespace habitat::ui
