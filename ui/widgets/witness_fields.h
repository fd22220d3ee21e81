// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/backend.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace habitat::ui {

/// Beside whom the person stands: what the fields are called, and who may be chosen.
enum class WitnessKind : std::uint8_t { SecondPerson, BoardMember };

/// Another person at the same desk, by their own login and password (in a sample co-op: chosen from a list).
/// What is wrong is said beside the field. GUI thread.
class WitnessFields final : public QWidget
{
    Q_OBJECT

public:
    /// `except` may not be chosen: it is who asks.
    WitnessFields(Backend& backend, const std::vector<console::SignInChoice>& people, bool isSample,
                  const std::string& except, WitnessKind kind = WitnessKind::SecondPerson,
                  QWidget* parent = nullptr);

    void setUser(const QString& user);
    void setPassword(const QString& password);
    /// Empty where check() can be asked.
    [[nodiscard]] QString whyNotReady() const;
    [[nodiscard]] bool isChecking() const { return m_checking; }
    /// Signs the second person in; an error is shown here, and `then` is not called.
    void check(std::function<void(const console::Session&)> then);
    [[nodiscard]] QString problem() const;
    /// The login that was entered or chosen.
    [[nodiscard]] QString user() const;

signals:
    void edited();

private:
    void showProblem(const QString& words);
    void addChoice(const std::vector<console::SignInChoice>& people);
    void addSignIn();

    Backend& m_backend;
    bool m_isSample;
    QString m_except;
    WitnessKind m_kind;
    QComboBox* m_choice = nullptr;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_password = nullptr;
    QFormLayout* m_form;
    QLabel* m_problem;
    bool m_checking = false;
};

} // namespace habitat::ui
