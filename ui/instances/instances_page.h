// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/instance_commands.h"
#include "ui/shell/place.h"

class QStackedLayout;

namespace habitat::ui {

class InstanceList;
class InstanceView;

/// The Instances view: the list, or one instance in full ({"instance": "4711", "element": "review"}). GUI
/// thread.
class InstancesPage final : public PlaceView
{
    Q_OBJECT

public:
    explicit InstancesPage(const PlaceContext& context, QWidget* parent = nullptr);

    void open(const Location& location) override;
    [[nodiscard]] Location location() const override;
    void refresh() override;
    [[nodiscard]] QList<QWidget*> panes() const override;
    void focusFilter() override;
    void exportFigures() override;

    [[nodiscard]] InstanceList* list() const { return m_list; }
    [[nodiscard]] InstanceView* view() const { return m_view; }
    [[nodiscard]] InstanceCommands* commands() const { return m_commands; }
    [[nodiscard]] bool showsOne() const;

private:
    void addKeys();
    void showLoadError(const QString& message);
    void committed(const console::Committed& what);

    InstanceCommands* m_commands;
    QStackedLayout* m_pages;
    InstanceList* m_list;
    InstanceView* m_view;
};

} // namespace habitat::ui
