// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/close_views.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

/// The parts of a step's detail: a name on the left, content on the right. GUI thread.
namespace habitat::ui {

/// Wide content (tables bring titles of their own) takes the whole width; the name is for screen readers
/// only.
enum class SectionShape { Titled, Wide };

/// Rebuilt only where what it says has changed, so that a commit elsewhere moves nothing and takes no focus.
class Section final : public QWidget
{
    Q_OBJECT

public:
    explicit Section(const QString& title, SectionShape shape = SectionShape::Titled,
                     QWidget* parent = nullptr);
    /// `fingerprint` says all that is shown; empty hides the section.
    void show(const QString& fingerprint, const std::function<void(QVBoxLayout*)>& build);

private:
    QString m_fingerprint;
    QWidget* m_content = nullptr;
};

/// What a section can ask for; the pane passes it on.
struct SectionWishes
{
    std::function<void(const close::Check&)> mend;
    std::function<void(std::int64_t)> openEvidence;
    std::function<void()> attach;
    std::function<void(const exchange::Table&)> exportTable;
};

void showChecks(Section& section, const console::StepDetail& detail, const SectionWishes& wishes);
void showFacts(Section& section, const std::vector<close::Fact>& facts);
void showFigures(Section& section, const console::StepDetail& detail, const SectionWishes& wishes);
void showEvidence(Section& section, const console::StepDetail& detail, const std::string& user,
                  const SectionWishes& wishes);
void showAttempts(Section& section, const console::StepDetail& detail, Instant now);

/// Words of the button that mends a check ("Take a backup"); empty where the console cannot.
QString mendLabel(const close::Check& check);

} // namespace habitat::ui
