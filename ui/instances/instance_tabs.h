// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/instance_tables.h"
#include "ui/records/record_model.h"

#include <QTabWidget>

#include <array>

namespace habitat::ui {

class ListStates;
class RecordTable;
class TimelineBars;

/// Whether what is shown is of the same instance as before.
enum class Whose { Same, Another };

/// Timeline, Steps, Variables, Events and Problems of an instance; a row that is about an element of the
/// diagram says so when it is chosen. GUI thread.
class InstanceTabs final : public QTabWidget
{
    Q_OBJECT

public:
    enum Tab { Timeline, Steps, Variables, Events, Problems };
    static constexpr std::size_t tabCount = 5;

    explicit InstanceTabs(QWidget* parent = nullptr);

    /// Rows of another instance than before are read from the top.
    void show(const console::InstanceDetail& detail, const DiagramPicture& picture, const DiagramMarks& marks,
              Instant now, Whose whose);
    void showLoading();
    /// Makes the first row about this element current in the tabs, without saying that somebody chose it.
    void selectElement(const QString& element);
    void chooseTab(const QString& id);
    [[nodiscard]] QString tabId() const;
    [[nodiscard]] RecordTable* table(Tab tab) const { return m_tables[std::size_t(tab)]; }
    [[nodiscard]] ListStates* states(Tab tab) const { return m_states[std::size_t(tab)]; }

signals:
    void elementChosen(const QString& element);

private:
    void addTab(Tab tab, const QString& title, const QList<Column>& columns, int stretch);
    void fill(Tab tab, TabRows rows, Whose whose, const QString& emptyTitle, const QString& emptyText);

    std::array<RecordModel*, tabCount> m_models{};
    std::array<RecordTable*, tabCount> m_tables{};
    std::array<ListStates*, tabCount> m_states{};
    std::array<QHash<QString, QString>, tabCount> m_elements;
    TimelineBars* m_bars;
    bool m_isSelecting = false;
};

} // namespace habitat::ui
