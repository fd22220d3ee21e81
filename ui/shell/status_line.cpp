// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>

namespace habitat::ui {

StatusLine::StatusLine(Backend& backend, QWidget* parent)
    : QFrame(parent), m_backend(backend), m_shape(new QLabel), m_engine(new ElidedLabel),
      m_commit(new ElidedLabel), m_person(new ElidedLabel), m_zone(new ElidedLabel)
{
    setFixedHeight(28);
    setAccessibleName(tr("Status line"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, 0, space::l, 0);
    row->setSpacing(space::s);
    row->addWidget(m_shape);
    row->addWidget(m_engine);
    row->addSpacing(space::m);
    row->addWidget(m_commit);
    row->addStretch(1);
    row->addWidget(m_person);
    row->addSpacing(space::m);
    row->addWidget(m_zone);
    for (ElidedLabel* label : {m_engine, m_commit, m_person, m_zone}) {
        label->setFont(Theme::captionFont());
        label->setProperty("variant", "caption");
    }
    m_zone->setText(zoneText());
    connect(&backend, &Backend::engineChanged, this, &StatusLine::showEngine);
    if (Theme::instance()) connect(Theme::instance(), &Theme::changed, this, &StatusLine::showEngine);
    m_minute.setInterval(std::chrono::seconds(30));
    connect(&m_minute, &QTimer::timeout, this, &StatusLine::showEngine);
    m_minute.start();
    showEngine();
}

void StatusLine::showPerson(const QString& name, const QString& roles)
{
    m_person->setText(name.isEmpty() ? tr("Nobody is signed in")
                                     : QStringLiteral("%1 · %2").arg(name, roles));
}

QString StatusLine::engineText() const
{
    return m_engine->fullText();
}
QString StatusLine::commitText() const
{
    return m_commit->fullText();
}

void StatusLine::showEngine()
{
    const EngineInfo engine = m_backend.engine();
    Status status = Status::Running;
    switch (engine.state) {
    case EngineState::Starting:
        status = Status::Waiting;
        m_engine->setText(tr("Engine starting"));
        break;
    case EngineState::Running:
        m_engine->setText(tr("Engine running"));
        break;
    case EngineState::Recovering:
        status = Status::Failed;
        m_engine->setText(tr("Engine cannot write, and tries again: %1").arg(engine.problem));
        break;
    case EngineState::Failed:
        status = Status::Failed;
        m_engine->setText(tr("Engine stopped: %1").arg(engine.problem));
        break;
    }
    m_shape->setPixmap(
        iconPixmap(statusIcon(status), Theme::current().status(status).text, 12, devicePixelRatioF()));
    if (engine.lastCommit) {
        m_commit->setText(tr("Last commit %1").arg(relativeTime(*engine.lastCommit, m_backend.now())));
        m_commit->setToolTip(absoluteTime(*engine.lastCommit));
    } else {
        m_commit->setText(tr("Nothing committed since the start"));
    }
}

void StatusLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().alternate);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::current().hairline);
}

} // namespace habitat::ui
