// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/list_states.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace habitat::ui {
namespace {

/// Grey bars where rows will be. They do not move: movement draws the eye to what is not there yet.
class Skeleton final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::current().hover);
        constexpr qreal widths[] = {0.62, 0.48, 0.7, 0.55, 0.4};
        int row = 0;
        for (int y = space::m; y + 12 < height(); y += 40, ++row) {
            const qreal length = (width() - 2 * space::l) * widths[row % 5];
            painter.drawRoundedRect(QRectF(space::l, y, 16, 12), 4, 4);
            painter.drawRoundedRect(QRectF(space::l + 28, y, length, 12), 4, 4);
        }
    }
};

} // namespace

ListStates::ListStates(QWidget* content, const QString& what, QWidget* parent)
    : QWidget(parent), m_what(what), m_pages(new QStackedLayout(this)), m_skeleton(new Skeleton),
      m_withContent(new QWidget), m_more(makeLabel(tr("Loading more…"), LabelKind::Caption)),
      m_notice(new QWidget), m_icon(new QLabel), m_title(makeLabel({}, LabelKind::Section)),
      m_text(makeLabel({}, LabelKind::Secondary)), m_button(makeButton({}, ButtonKind::Primary))
{
    auto* column = new QVBoxLayout(m_withContent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(content, 1);
    column->addWidget(m_more);
    m_more->setAlignment(Qt::AlignCenter);
    m_more->setFixedHeight(space::row);
    m_more->hide();

    auto* words = new QVBoxLayout(m_notice);
    words->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    words->setSpacing(space::s);
    words->addStretch(2);
    for (QLabel* label : {m_icon, m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(label != m_icon);
        words->addWidget(label);
    }
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->addSpacing(space::xs);
    words->addWidget(m_button, 0, Qt::AlignHCenter);
    words->addStretch(3);

    for (QWidget* page : {m_skeleton, m_withContent, m_notice})
        m_pages->addWidget(page);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_state == State::Error)
            emit retry();
        else if (m_state == State::FilteredOut)
            emit clearFilters();
        else
            emit firstUse();
    });
    if (Theme::instance()) connect(Theme::instance(), &Theme::changed, this, &ListStates::updateIcon);
    showSkeleton();
}

void ListStates::showSkeleton()
{
    m_state = State::Skeleton;
    m_skeleton->setAccessibleName(tr("%1: loading").arg(m_what));
    m_pages->setCurrentWidget(m_skeleton);
}

void ListStates::showContent()
{
    m_state = State::Content;
    m_more->hide();
    m_pages->setCurrentWidget(m_withContent);
}

void ListStates::showLoadingMore()
{
    showContent();
    m_state = State::LoadingMore;
    m_more->show();
}

void ListStates::showError(const QString& message)
{
    showNotice(State::Error, QStringLiteral("warning"), tr("This could not be loaded"), message, tr("Retry"));
}

void ListStates::showFirstUse(const QString& title, const QString& text, const QString& button)
{
    showNotice(State::FirstUse, QStringLiteral("empty"), title, text, button);
}

void ListStates::showFilteredOut()
{
    showNotice(State::FilteredOut, QStringLiteral("filter"), tr("Nothing matches these filters"), {},
               tr("Clear filters"));
}

void ListStates::showAllDone(const QString& title, const QString& text)
{
    showNotice(State::AllDone, QStringLiteral("done-all"), title, text, {});
}

void ListStates::showNotice(State state, const QString& icon, const QString& title, const QString& text,
                            const QString& button)
{
    m_state = state;
    m_iconName = icon;
    updateIcon();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    m_notice->setAccessibleName(QStringLiteral("%1: %2. %3").arg(m_what, title, text));
    m_pages->setCurrentWidget(m_notice);
}

void ListStates::updateIcon()
{
    if (m_iconName.isEmpty()) return;
    const Palette& palette = Theme::current();
    const QColor colour = m_state == State::Error     ? palette.danger
                          : m_state == State::AllDone ? palette.status(Status::Completed).text
                                                      : palette.border;
    m_icon->setPixmap(iconPixmap(m_iconName, colour, 36, devicePixelRatioF()));
}

QString ListStates::message() const
{
    return m_text->text().isEmpty() ? m_title->text() : m_text->text();
}

QPushButton* ListStates::button() const
{
    const bool shown = m_pages->currentWidget() == m_notice && !m_button->text().isEmpty();
    return shown ? m_button : nullptr;
}

} // namespace habitat::ui
