// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_page.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

namespace habitat::ui {
namespace {

/// A person of the sample: initials in a disc, name, roles.
class PersonCard final : public QPushButton
{
public:
    explicit PersonCard(const console::SignInChoice& person)
        : m_name(fromCore(person.displayName)), m_roles(rolesText(person.roles))
    {
        setAccessibleName(SignInPage::tr("Sign in as %1, %2").arg(m_name, m_roles));
        setToolTip(m_roles);
        setCursor(Qt::PointingHandCursor);
        setProperty("variant", "card");
        setAutoDefault(true);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Palette& palette = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.setPen(QPen(hasFocus() ? palette.accent : palette.hairline, hasFocus() ? 2 : 1));
        painter.setBrush(isDown() ? palette.selection : underMouse() ? palette.hover : palette.window);
        painter.drawRoundedRect(box, 8, 8);
        const QRectF disc(space::m, height() / 2.0 - 19, 38, 38);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette.selection);
        painter.drawEllipse(disc);
        painter.setPen(palette.accent);
        painter.setFont(Theme::strongFont());
        painter.drawText(disc, Qt::AlignCenter, initials(m_name));
        const QRect words = rect().adjusted(62, 0, -space::m, 0);
        painter.setPen(palette.text);
        painter.drawText(words.adjusted(0, 12, 0, -height() / 2), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_name, Qt::ElideRight, words.width()));
        painter.setFont(Theme::captionFont());
        painter.setPen(palette.secondary);
        painter.drawText(words.adjusted(0, height() / 2, 0, -12), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_roles, Qt::ElideRight, words.width()));
    }

private:
    QString m_name;
    QString m_roles;
};

} // namespace

SignInPage::SignInPage(Backend& backend, QWidget* parent)
    : QWidget(parent), m_backend(backend), m_column(new QVBoxLayout),
      m_title(makeLabel({}, LabelKind::Title)), m_subtitle(makeLabel({}, LabelKind::Secondary)),
      m_problem(makeLabel({}, LabelKind::Danger)), m_retry(makeButton(tr("Try again"), ButtonKind::Primary))
{
    auto* page = new QWidget;
    auto* centre = new QHBoxLayout(page);
    centre->addStretch(1);
    centre->addLayout(m_column);
    centre->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    m_column->setSpacing(space::s);
    m_column->addStretch(2);
    m_title->setAlignment(Qt::AlignHCenter);
    m_subtitle->setAlignment(Qt::AlignHCenter);
    m_column->addWidget(m_title);
    m_column->addWidget(m_subtitle);
    m_column->addSpacing(space::l);
    m_problem->setWordWrap(true);
    m_problem->setAlignment(Qt::AlignHCenter);
    m_problem->setMinimumWidth(420);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(m_problem);
    m_column->addWidget(m_retry, 0, Qt::AlignHCenter);
    m_column->addStretch(3);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        showProblem({});
        if (m_backend.engine().state == EngineState::Failed)
            m_backend.reopen();
        else
            reload();
    });
    connect(&backend, &Backend::engineChanged, this, &SignInPage::showEngine);
    showEngine();
    reload();
}

void SignInPage::showEngine()
{
    const EngineInfo engine = m_backend.engine();
    const bool failed = engine.state == EngineState::Failed;
    if (failed) {
        clear();
        m_title->setText(tr("This co-op could not be opened"));
        m_subtitle->clear();
        showProblem(engine.problem);
    } else if (engine.state == EngineState::Starting) {
        m_title->setText(tr("Opening the co-op…"));
        m_subtitle->setText(tr("Reading where everything stopped"));
        showProblem({});
    }
    m_retry->setVisible(failed);
}

void SignInPage::reload(const QString& why)
{
    if (!why.isEmpty()) m_lastRefusal = why;
    m_backend.cooperative(m_loadCooperative.reply<console::CooperativeInfo>([this](auto cooperative) {
        if (!cooperative) return showProblem(fromCore(cooperative.error().message));
        m_cooperative = *cooperative;
        m_backend.people(m_loadPeople.reply<std::vector<console::SignInChoice>>([this](auto people) {
            if (!people) return showProblem(fromCore(people.error().message));
            m_people = std::move(*people);
            showPeople();
        }));
    }));
}

void SignInPage::clear()
{
    delete m_choices;
    m_choices = nullptr;
    m_user = nullptr;
    m_password = nullptr;
    m_signIn = nullptr;
    m_cards.clear();
}

void SignInPage::showPeople()
{
    showProblem(std::exchange(m_lastRefusal, {}));
    // Fields are the same for everybody: what somebody types while people are read again stays.
    if (m_user && !m_cooperative.isSample) {
        m_user->setFocus();
        return emit ready();
    }
    // A card that somebody presses while people are read again must not go from under the pointer.
    if (!m_cards.isEmpty() && m_cooperative.isSample && m_shown == m_people) {
        m_cards.first()->setFocus();
        return emit ready();
    }
    clear();
    m_retry->hide();
    m_title->setText(fromCore(m_cooperative.name));
    m_choices = new QWidget;
    m_column->insertWidget(m_column->indexOf(m_problem), m_choices);
    if (m_cooperative.isSample)
        addCards();
    else
        addFields();
    m_choices->show();
    emit ready();
}

void SignInPage::addCards()
{
    m_subtitle->setText(tr("A sample co-op. Choose who you are; you can switch at any time."));
    auto* grid = new QGridLayout(m_choices);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space::m);
    m_shown = m_people;
    int at = 0;
    for (const console::SignInChoice& person : m_people) {
        if (!person.isSample) continue;
        auto* card = new PersonCard(person);
        card->setObjectName(QStringLiteral("card-%1").arg(fromCore(person.user)));
        connect(card, &QPushButton::clicked, this,
                [this, card, user = person.user] { m_backend.signInSample(user, receive(card)); });
        grid->addWidget(card, at / 2, at % 2);
        m_cards << card;
        ++at;
    }
    if (!m_cards.isEmpty()) m_cards.first()->setFocus();
}

void SignInPage::addFields()
{
    m_subtitle->setText(tr("Sign in"));
    auto* column = new QVBoxLayout(m_choices);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    m_user = new QLineEdit;
    m_user->setAccessibleName(tr("User name"));
    m_password = new QLineEdit;
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    m_signIn = makeButton(tr("Sign in"), ButtonKind::Primary);
    for (const auto& [text, field] :
         {std::pair{tr("User name"), m_user}, std::pair{tr("Password"), m_password}}) {
        auto* label = makeLabel(text);
        label->setBuddy(field);
        field->setFixedWidth(320);
        column->addWidget(label);
        column->addWidget(field);
        column->addSpacing(space::s);
        connect(field, &QLineEdit::returnPressed, this, &SignInPage::signIn);
        connect(field, &QLineEdit::textChanged, this, [this] { showProblem({}); });
    }
    column->addWidget(m_signIn);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::signIn);
    m_user->setFocus();
}

void SignInPage::signIn()
{
    // Enter once more while the password is checked asks nothing more.
    if (!m_signIn->isEnabled()) return;
    if (m_user->text().trimmed().isEmpty()) {
        m_user->setFocus();
        return showProblem(tr("Enter your user name."));
    }
    m_backend.signIn(toCore(m_user->text().trimmed()), toCore(m_password->text()), receive(m_signIn));
}

void SignInPage::assume(const QString& user)
{
    const auto refuse = [this](const Error& error) {
        m_lastRefusal = fromCore(error.message);
        emit refused(m_lastRefusal);
        reload();
    };
    m_backend.cooperative(m_loadCooperative.reply<console::CooperativeInfo>([this, user,
                                                                             refuse](auto cooperative) {
        if (!cooperative) return refuse(cooperative.error());
        m_cooperative = *cooperative;
        m_backend.people(m_loadPeople.reply<std::vector<console::SignInChoice>>([this, user,
                                                                                 refuse](auto people) {
            if (!people) return refuse(people.error());
            m_people = std::move(*people);
            m_backend.assume(toCore(user),
                             Reply<console::Session>(this, [this, refuse](Result<console::Session> session) {
                                 if (!session) return refuse(session.error());
                                 emit signedIn(*session, m_cooperative, m_people);
                             }));
        }));
    }));
}

Reply<console::Session> SignInPage::receive(QWidget* asked)
{
    asked->setEnabled(false);
    return Reply<console::Session>(asked, [this, asked](Result<console::Session> session) {
        asked->setEnabled(true);
        if (session) {
            // Whoever comes after them finds neither name nor password.
            for (QLineEdit* field : {m_user, m_password})
                if (field) field->clear();
            return emit signedIn(*session, m_cooperative, m_people);
        }
        showProblem(fromCore(session.error().message));
        if (m_password) {
            m_password->selectAll();
            m_password->setFocus();
        }
    });
}

QString SignInPage::problem() const
{
    return m_problem->text();
}

void SignInPage::showProblem(const QString& words)
{
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
    if (m_password) {
        m_password->setProperty("wrong", !words.isEmpty());
        m_password->setAccessibleDescription(words);
        m_password->style()->unpolish(m_password);
        m_password->style()->polish(m_password);
    }
}

void SignInPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().alternate);
}

} // namespace habitat::ui
