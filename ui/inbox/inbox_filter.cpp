// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inbox_filter.h"

#include "ui/records/scope_tabs.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include <array>

namespace habitat::ui {
namespace {

constexpr std::array scopeIds = {"mine", "unclaimed", "overdue", "done"};

QString scopeWord(console::InboxScope scope)
{
    switch (scope) {
    case console::InboxScope::Mine:
        return InboxFilter::tr("Mine");
    case console::InboxScope::Unclaimed:
        return InboxFilter::tr("Unclaimed");
    case console::InboxScope::Overdue:
        return InboxFilter::tr("Overdue");
    case console::InboxScope::Done:
        return InboxFilter::tr("Done");
    }
    return {};
}

} // namespace

InboxFilter::InboxFilter(QWidget* parent)
    : QWidget(parent), m_scopes(new ScopeTabs(tr("Which items"))), m_field(new QLineEdit),
      m_order(new QComboBox)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    for (std::size_t i = 0; i < scopeIds.size(); ++i)
        m_scopes->addTab(scopeWord(console::InboxScope(i)));
    m_field->setPlaceholderText(tr("Filter"));
    m_field->setAccessibleName(tr("Filter items"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(200);
    m_order->setAccessibleName(tr("Order"));
    m_order->addItem(tr("Due first"), int(InboxOrder::Due));
    m_order->addItem(tr("Newest first"), int(InboxOrder::Newest));
    m_order->addItem(tr("Largest first"), int(InboxOrder::Amount));
    m_order->addItem(tr("By subject"), int(InboxOrder::Subject));
    row->addWidget(m_scopes);
    row->addStretch(1);
    row->addWidget(m_field, 1);
    row->addSpacing(space::xs);
    row->addWidget(m_order);
    connect(m_scopes, &QTabBar::currentChanged, this,
            [this](int at) { emit scopeChosen(console::InboxScope(at)); });
    connect(m_field, &QLineEdit::textChanged, this, &InboxFilter::changed);
    connect(m_order, &QComboBox::currentIndexChanged, this, &InboxFilter::changed);
}

void InboxFilter::setScope(console::InboxScope scope)
{
    m_scopes->setCurrentIndex(int(scope));
}

void InboxFilter::showCounts(const console::InboxCounts& counts)
{
    const std::array numbers = {counts.mine, counts.unclaimed, counts.overdue, 0};
    for (std::size_t i = 0; i < scopeIds.size(); ++i)
        m_scopes->setCount(int(i), scopeWord(console::InboxScope(i)), numbers[i]);
}

void InboxFilter::focusWords()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

QString InboxFilter::typed() const
{
    return m_field->text().trimmed();
}

InboxOrder InboxFilter::order() const
{
    return InboxOrder(m_order->currentData().toInt());
}

QString InboxFilter::idOf(console::InboxScope scope)
{
    return QLatin1String(scopeIds[std::size_t(scope)]);
}

std::optional<console::InboxScope> InboxFilter::scopeOf(const QString& id)
{
    const auto found = std::find_if(scopeIds.begin(), scopeIds.end(),
                                    [&](const char* one) { return id == QLatin1String(one); });
    if (found == scopeIds.end()) return std::nullopt;
    return console::InboxScope(found - scopeIds.begin());
}

} // namespace habitat::ui
