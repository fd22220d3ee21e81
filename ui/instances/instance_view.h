// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/instance_commands.h"
#include "ui/instances/instance_tabs.h"
#include "ui/shell/place.h"

#include <QHash>

class QLabel;
class QPushButton;
class QSplitter;

namespace habitat::ui {

class Banner;
class DiagramPane;
class ElidedLabel;
class ListStates;
class StatusChip;

/// One instance in full: state and failure in words, the diagram with live tokens, what happened. What is
/// chosen in the diagram is chosen in the tabs, and the other way round. GUI thread.
class InstanceView final : public QWidget
{
    Q_OBJECT

public:
    InstanceView(const PlaceContext& context, InstanceCommands& commands, QWidget* parent = nullptr);

    /// `element`: chosen once it is read; empty: where something failed, if anywhere.
    void show(std::int64_t instance, const QString& element);
    void refresh();
    [[nodiscard]] std::int64_t instance() const { return m_key; }

    [[nodiscard]] QPushButton* backButton() const { return m_back; }
    [[nodiscard]] QPushButton* retryButton() const { return m_retry; }
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }
    [[nodiscard]] QPushButton* copyButton() const { return m_copy; }
    [[nodiscard]] QPushButton* closeButton() const { return m_close; }
    [[nodiscard]] Banner* failureBanner() const { return m_failure; }
    [[nodiscard]] Banner* refusalBanner() const { return m_refusal; }
    [[nodiscard]] StatusChip* chip() const { return m_chip; }
    [[nodiscard]] DiagramPane* diagram() const { return m_diagram; }
    [[nodiscard]] InstanceTabs* tabs() const { return m_tabs; }
    [[nodiscard]] ListStates* states() const { return m_states; }
    void setBusy(const QString& words);
    void showRefusal(const QString& headline, const QString& message);

signals:
    void loaded();
    void failed(const QString& message);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHeader();
    void connectParts();
    void read();
    void readDefinition(std::int64_t definition);
    void showDetail(Result<console::InstanceDetail> detail);
    void showPicture(std::int64_t definition, const Result<std::string>& xml);
    void showAll(Whose whose);
    void showFailure();
    void choose(const QString& element);
    void updateButtons();

    PlaceContext m_context;
    InstanceCommands& m_commands;
    QPushButton* m_back;
    StatusChip* m_chip;
    ElidedLabel* m_title;
    ElidedLabel* m_about;
    QPushButton* m_copy;
    QPushButton* m_retry;
    QPushButton* m_cancel;
    QPushButton* m_close;
    Banner* m_refusal;
    Banner* m_failure;
    DiagramPane* m_diagram;
    InstanceTabs* m_tabs;
    ListStates* m_states;

    std::int64_t m_key = 0;
    QString m_wantedElement;
    QString m_busy;
    console::InstanceDetail m_detail;
    bool m_hasDetail = false;
    /// Whose picture is shown; definitions never change, so each is read once.
    std::int64_t m_definition = 0;
    QHash<qint64, DiagramPicture> m_pictures;
    Latest m_load;
    Latest m_loadDefinition;
};

} // namespace habitat::ui
