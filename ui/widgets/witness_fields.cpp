// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/witness_fields.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QStyle>

namespace habitat::ui {
namespace {

void markWrong(QWidget* field, bool wrong)
{
    field->setProperty("wrong", wrong);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

} // namespace

WitnessFields::WitnessFields(Backend& backend, const std::vector<console::SignInChoice>& people,
                             bool isSample, const std::string& except, WitnessKind kind, QWidget* parent)
    : QWidget(parent), m_backend(backend), m_isSample(isSample), m_except(fromCore(except)), m_kind(kind),
      m_form(new QFormLayout(this)), m_problem(makeLabel({}, LabelKind::Danger))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setSpacing(space::s);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    isSample ? addChoice(people) : addSignIn();
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_form->addRow(QString(), m_problem);
}

void WitnessFields::addChoice(const std::vector<console::SignInChoice>& people)
{
    const bool ofBoard = m_kind == WitnessKind::BoardMember;
    const QString name = ofBoard ? tr("Of the Board") : tr("Second person");
    m_choice = new QComboBox;
    m_choice->setAccessibleName(name);
    // Long names and roles must not take the room of the label beside them; the list shows them in full.
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(12);
    m_choice->addItem(tr("Choose a person…"), QString());
    for (const console::SignInChoice& person : people)
        if (fromCore(person.user) != m_except && (!ofBoard || person.roles.contains(Role::Board)))
            m_choice->addItem(
                QStringLiteral("%1 · %2").arg(fromCore(person.displayName), rolesText(person.roles)),
                fromCore(person.user));
    m_form->addRow(name, m_choice);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &WitnessFields::edited);
    setFocusProxy(m_choice);
}

void WitnessFields::addSignIn()
{
    const bool ofBoard = m_kind == WitnessKind::BoardMember;
    m_user = new QLineEdit;
    m_user->setAccessibleName(ofBoard ? tr("User name of the Board member")
                                      : tr("User name of the second person"));
    m_password = new QLineEdit;
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(ofBoard ? tr("Password of the Board member")
                                          : tr("Password of the second person"));
    m_form->addRow(tr("User name"), m_user);
    m_form->addRow(tr("Password"), m_password);
    for (QLineEdit* field : {m_user, m_password})
        connect(field, &QLineEdit::textChanged, this, [this] {
            showProblem({});
            emit edited();
        });
    setFocusProxy(m_user);
}

void WitnessFields::setUser(const QString& user)
{
    if (m_choice)
        m_choice->setCurrentIndex(m_choice->findData(user));
    else
        m_user->setText(user);
}

void WitnessFields::setPassword(const QString& password)
{
    if (m_password) m_password->setText(password);
}

QString WitnessFields::user() const
{
    return m_choice ? m_choice->currentData().toString() : m_user->text().trimmed();
}

QString WitnessFields::whyNotReady() const
{
    const bool ofBoard = m_kind == WitnessKind::BoardMember;
    const bool unknown = user().isEmpty();
    const bool oneself = user().compare(m_except, Qt::CaseInsensitive) == 0;
    const bool silent = m_password && m_password->text().isEmpty();
    if (m_checking) return ofBoard ? tr("Checking the Board member…") : tr("Checking the second person…");
    if (unknown)
        return ofBoard ? tr("Somebody of the Board must name themselves.")
                       : tr("A second person must name themselves.");
    if (oneself)
        return ofBoard ? tr("The Board member must be somebody else than you.")
                       : tr("The second person must be somebody else than you.");
    if (silent)
        return ofBoard ? tr("The Board member must enter their own password.")
                       : tr("The second person must enter their own password.");
    return {};
}

void WitnessFields::check(std::function<void(const console::Session&)> then)
{
    m_checking = true;
    emit edited();
    Reply<console::Session> reply(this, [this, then = std::move(then)](Result<console::Session> session) {
        m_checking = false;
        if (session) {
            showProblem({});
            then(*session);
        } else {
            showProblem(fromCore(session.error().message));
        }
        emit edited();
    });
    if (m_isSample)
        m_backend.signInSample(toCore(user()), std::move(reply));
    else
        m_backend.signIn(toCore(user()), toCore(m_password->text()), std::move(reply));
}

QString WitnessFields::problem() const
{
    return m_problem->text();
}

void WitnessFields::showProblem(const QString& words)
{
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
    if (!m_password) return;
    markWrong(m_password, !words.isEmpty());
    m_password->setAccessibleDescription(words);
    if (!words.isEmpty()) {
        m_password->selectAll();
        m_password->setFocus();
    }
}

} // namespace habitat::ui
