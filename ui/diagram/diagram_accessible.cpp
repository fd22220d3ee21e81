// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_accessible.h"

#include "ui/diagram/diagram_view.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <map>

namespace habitat::ui {
namespace {

class ElementAccessible final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    ElementAccessible(DiagramView* view, QString element) : m_view(view), m_element(std::move(element)) {}

    [[nodiscard]] bool isValid() const override { return m_view && m_view->picture().node(m_element); }
    [[nodiscard]] QObject* object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view.data());
    }
    [[nodiscard]] QAccessibleInterface* child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    [[nodiscard]] QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_view->wordsOf(m_element) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    [[nodiscard]] QRect rect() const override
    {
        if (!isValid()) return {};
        const QRect box = m_view->rectOf(m_element);
        return {m_view->mapToGlobal(box.topLeft()), box.size()};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        if (!isValid()) return state;
        state.focused = m_view->hasFocus() && m_view->current() == m_element;
        state.selected = m_view->selected() == m_element;
        state.offscreen = !m_view->rect().intersects(m_view->rectOf(m_element));
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& action) override
    {
        if (action != pressAction() || !isValid()) return;
        m_view->select(m_element);
        emit m_view->chosen(m_element);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QPointer<DiagramView> m_view;
    QString m_element;
};

class DiagramAccessible final : public QAccessibleWidget
{
public:
    explicit DiagramAccessible(DiagramView* view) : QAccessibleWidget(view, QAccessible::List), m_view(view)
    {
    }
    ~DiagramAccessible() override
    {
        for (const auto& [element, id] : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    [[nodiscard]] int childCount() const override { return int(m_view->elements().size()); }
    [[nodiscard]] QAccessibleInterface* child(int index) const override
    {
        const QString element = m_view->elements().value(index);
        if (element.isEmpty()) return nullptr;
        const auto known = m_children.find(element);
        if (known != m_children.end()) return QAccessible::accessibleInterface(known->second);
        auto* made = new ElementAccessible(m_view, element);
        m_children[element] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface* child) const override
    {
        const QStringList elements = m_view->elements();
        for (const auto& [element, id] : m_children)
            if (QAccessible::accessibleInterface(id) == child) return int(elements.indexOf(element));
        return -1;
    }
    [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override
    {
        const QString element = m_view->elementAt(m_view->mapFromGlobal(QPoint(x, y)));
        return element.isEmpty() ? nullptr : child(int(m_view->elements().indexOf(element)));
    }
    [[nodiscard]] QAccessibleInterface* focusChild() const override
    {
        return m_view->hasFocus() ? child(int(m_view->elements().indexOf(m_view->current()))) : nullptr;
    }

private:
    DiagramView* m_view;
    mutable std::map<QString, QAccessible::Id> m_children;
};

QAccessibleInterface* make(const QString& key, QObject* object)
{
    auto* view =
        key == QLatin1String("habitat::ui::DiagramView") ? qobject_cast<DiagramView*>(object) : nullptr;
    return view ? new DiagramAccessible(view) : nullptr;
}

} // namespace

void installDiagramAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace habitat::ui
