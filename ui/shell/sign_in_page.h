// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/backend.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace habitat::ui {

/// Who is it? In a sample co-op its people, one click each; otherwise user name and password, with what is
/// wrong beside the field. Also shows that the co-op is being opened, or why it could not be. GUI thread.
class SignInPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPage(Backend& backend, QWidget* parent = nullptr);

    /// Reads the co-op and its people again; then says why somebody is back here, unless that is empty.
    void reload(const QString& why = {});
    [[nodiscard]] QList<QPushButton*> cards() const { return m_cards; }
    [[nodiscard]] QLineEdit* userField() const { return m_user; }
    [[nodiscard]] QLineEdit* passwordField() const { return m_password; }
    [[nodiscard]] QPushButton* signInButton() const { return m_signIn; }
    [[nodiscard]] QString problem() const;
    /// For `--as`: the same as if this person had signed in.
    void assume(const QString& user);

signals:
    void signedIn(const habitat::console::Session& session,
                  const habitat::console::CooperativeInfo& cooperative,
                  const std::vector<habitat::console::SignInChoice>& people);
    /// The cards or the fields are on the screen.
    void ready();
    /// `--as` named somebody who may not.
    void refused(const QString& why);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showEngine();
    void showPeople();
    void addCards();
    void addFields();
    void clear();
    void signIn();
    [[nodiscard]] Reply<console::Session> receive(QWidget* asked);
    void showProblem(const QString& words);

    Backend& m_backend;
    console::CooperativeInfo m_cooperative;
    std::vector<console::SignInChoice> m_people;
    QVBoxLayout* m_column;
    QLabel* m_title;
    QLabel* m_subtitle;
    QWidget* m_choices = nullptr;
    QLabel* m_problem;
    QPushButton* m_retry;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_password = nullptr;
    QPushButton* m_signIn = nullptr;
    QList<QPushButton*> m_cards;
    /// Whose cards these are.
    std::vector<console::SignInChoice> m_shown;
    /// Said once the page is there again.
    QString m_lastRefusal;
    Latest m_loadCooperative;
    Latest m_loadPeople;
};

} // namespace habitat::ui
