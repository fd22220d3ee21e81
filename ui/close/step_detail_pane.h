// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/close_views.h"
#include "ui/close/step_sections.h"
#include "ui/widgets/pane.h"

class QPushButton;
class QScrollArea;

namespace habitat::ui {

class Banner;
class ElidedLabel;
class ListStates;
class StatusChip;

/// All about one step: state, failure in words, checks, what it reads and writes, figures, evidence,
/// attempts, signatures, and the buttons. Shows what it was told and asks through signals. GUI thread.
class StepDetailPane final : public QFrame
{
    Q_OBJECT

public:
    explicit StepDetailPane(QWidget* parent = nullptr);

    /// `user` is who is signed in: evidence says whether they opened it.
    void show(const console::StepDetail& detail, Instant now, const std::string& user);
    /// The same from a preview: what would be written, and was not.
    void showPreview(const console::StepDetail& detail, Instant now, const std::string& user);
    void showLoading(const QString& stepName);
    void showError(const QString& message);
    /// While a command is on its way: buttons are off and say so. Empty ends it.
    void setBusy(const QString& words);
    /// A refusal of the last command, beside the step; empty takes it away.
    void showRefusal(const QString& headline, const QString& message);

    [[nodiscard]] bool isPreview() const { return m_isPreview; }
    [[nodiscard]] QPushButton* previewButton() const { return m_preview; }
    [[nodiscard]] QPushButton* runButton() const { return m_run; }
    [[nodiscard]] QPushButton* retryButton() const { return m_retry; }
    [[nodiscard]] QPushButton* undoButton() const { return m_undo; }
    [[nodiscard]] QPushButton* signButton() const { return m_sign; }
    [[nodiscard]] Banner* failureBanner() const { return m_failure; }
    [[nodiscard]] Banner* refusalBanner() const { return m_refusal; }
    [[nodiscard]] Banner* previewBanner() const { return m_previewBanner; }
    [[nodiscard]] StatusChip* chip() const { return m_chip; }
    [[nodiscard]] ListStates* states() const { return m_states; }

signals:
    void previewWanted();
    void runWanted();
    void retryWanted();
    void undoWanted();
    void signWanted();
    void leavePreviewWanted();
    void attachWanted();
    void openEvidenceWanted(std::int64_t evidence);
    void mendWanted(const habitat::close::Check& check);
    void exportWanted(const habitat::exchange::Table& table);
    void reloadWanted();

private:
    QWidget* makeHeader();
    QWidget* makeContent();
    QWidget* makeFooter();
    void fill(const console::StepDetail& detail, Instant now, const std::string& user);
    void showTimes(const console::StepView& step, Instant now);
    void showFailure(const console::StepDetail& detail, Instant now);
    void showSignatures(const console::StepView& step, Instant now);
    void updateButtons();

    console::StepDetail m_detail;
    bool m_isPreview = false;
    bool m_hasDetail = false;
    QString m_busy;

    ListStates* m_states;
    QLabel* m_number;
    ElidedLabel* m_name;
    QLabel* m_context;
    QLabel* m_tags;
    QScrollArea* m_scroll;
    StatusChip* m_chip;
    QLabel* m_times;
    Banner* m_failure;
    Banner* m_refusal;
    Banner* m_previewBanner;
    Section* m_checks;
    Section* m_reads;
    Section* m_writes;
    Section* m_figures;
    Section* m_evidence;
    Section* m_attempts;
    Section* m_signatures;
    QWidget* m_footer;
    QPushButton* m_preview;
    QPushButton* m_run;
    QPushButton* m_retry;
    QPushButton* m_undo;
    QPushButton* m_sign;
    ElidedLabel* m_why;
    SectionWishes m_wishes;
};

} // namespace habitat::ui
