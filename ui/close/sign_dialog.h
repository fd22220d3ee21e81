// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace habitat::ui {

class Banner;
class WitnessFields;

/// Sign…: what is signed, with its figures and its hash; by the person who is signed in, or by somebody else
/// at the same desk with their own login and password. Stays open, with the words, where core refuses. GUI
/// thread.
class SignDialog final : public QDialog
{
    Q_OBJECT

public:
    SignDialog(const PlaceContext& context, std::string period, const console::StepDetail& detail,
               QWidget* parent);

    [[nodiscard]] QRadioButton* asMe() const { return m_me; }
    [[nodiscard]] QRadioButton* asOther() const { return m_other; }
    [[nodiscard]] WitnessFields* otherPerson() const { return m_fields; }
    [[nodiscard]] QLineEdit* noteField() const { return m_note; }
    [[nodiscard]] QPushButton* signButton() const { return m_sign; }
    [[nodiscard]] Banner* warning() const { return m_warning; }
    [[nodiscard]] Banner* refusal() const { return m_refusal; }
    /// All that is said about what is signed.
    [[nodiscard]] QString summary() const;

signals:
    void signedBy(const QString& name);

private:
    QWidget* makeSummary();
    QWidget* makeSigner();
    void updateWarning(const std::string& user);
    void updateButton();
    void sign();
    void signAs(const console::Session& session);

    PlaceContext m_context;
    std::string m_period;
    console::StepDetail m_detail;
    QList<QPair<QString, QString>> m_lines;
    Banner* m_warning;
    Banner* m_refusal;
    QRadioButton* m_me;
    QRadioButton* m_other;
    WitnessFields* m_fields;
    QLineEdit* m_note;
    QPushButton* m_sign;
    bool m_busy = false;
};

} // namespace habitat::ui
