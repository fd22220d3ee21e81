// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/witness_fields.h"

#include <QDialog>

#include <functional>
#include <optional>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace habitat::ui {

struct Effect
{
    QString text;
    /// Shown in red, with its own word.
    bool irreversible = false;
};

/// How heavily something is asked about: what is named here must be given before the button works.
struct Confirmation
{
    QString title;
    QString text;
    /// In the order in which they happen.
    QList<Effect> effects;
    QString confirmLabel;
    bool isDangerous = false;
    bool needsReason = false;
    /// To be typed in, letter by letter ("2026-Q1"); empty: nothing is.
    QString typedCode;
    /// Why it cannot be done at all; the button stays off and says so.
    QString refusal;
};

struct Confirmed
{
    QString reason;
    std::optional<console::Session> secondPerson;
    std::optional<console::Session> boardMember;
};

/// Asks by weight. Shown with open(): the window goes on living behind it. GUI thread.
class ConfirmDialog final : public QDialog
{
    Q_OBJECT

public:
    ConfirmDialog(const Confirmation& what, QWidget* parent);

    /// A second person is needed as well; takes the fields over.
    void requireSecondPerson(WitnessFields* fields);
    /// Somebody of the Board consents as well, who is neither of the two; takes the fields over.
    void requireBoardMember(WitnessFields* fields);
    void onConfirmed(std::function<void(const Confirmed&)> then) { m_then = std::move(then); }

    [[nodiscard]] QPushButton* confirmButton() const { return m_confirm; }
    [[nodiscard]] QPlainTextEdit* reasonField() const { return m_reason; }
    [[nodiscard]] QLineEdit* codeField() const { return m_code; }
    [[nodiscard]] WitnessFields* secondPerson() const { return m_witness; }
    [[nodiscard]] WitnessFields* boardMember() const { return m_board; }

private:
    void addEffects();
    void addFields();
    void addButtons();
    void addWitness(const QString& title, WitnessFields* fields);
    [[nodiscard]] QString whyNotWitnessed() const;
    void updateButton();
    void confirm();
    void finish(Confirmed confirmed);

    Confirmation m_what;
    std::function<void(const Confirmed&)> m_then;
    QPlainTextEdit* m_reason = nullptr;
    QLineEdit* m_code = nullptr;
    WitnessFields* m_witness = nullptr;
    WitnessFields* m_board = nullptr;
    QWidget* m_witnessPlace = nullptr;
    QPushButton* m_confirm = nullptr;
    QLabel* m_why = nullptr;
};

} // namespace habitat::ui
