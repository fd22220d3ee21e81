// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/step_sections.h"

#include "ui/close/figures_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/status_chip.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace habitat::ui {
namespace {

constexpr int titleWidth = 84;

QLabel* wrapped(const QString& text, LabelKind kind = LabelKind::Plain)
{
    QLabel* label = makeLabel(text, kind);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QHBoxLayout* shapedRow(Status status)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(new StatusShape(status), 0, Qt::AlignTop);
    return row;
}

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Close)
};

QString join(const std::vector<std::string>& texts)
{
    QStringList list;
    for (const std::string& text : texts)
        list << fromCore(text);
    return list.join(QLatin1Char('\n'));
}

} // namespace

Section::Section(const QString& title, SectionShape shape, QWidget* parent) : QWidget(parent)
{
    setAccessibleName(title);
    hide();
    auto* row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    if (shape == SectionShape::Wide) return;
    QLabel* name = makeLabel(title, LabelKind::Secondary);
    name->setFixedWidth(titleWidth);
    row->addWidget(name, 0, Qt::AlignTop);
}

void Section::show(const QString& fingerprint, const std::function<void(QVBoxLayout*)>& build)
{
    if (fingerprint == m_fingerprint) return;
    m_fingerprint = fingerprint;
    delete m_content;
    m_content = nullptr;
    setVisible(!fingerprint.isEmpty());
    if (fingerprint.isEmpty()) return;
    m_content = new QWidget;
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    build(column);
    static_cast<QBoxLayout*>(layout())->addWidget(m_content, 1);
    m_content->show();
}

QString mendLabel(const close::Check& check)
{
    if (check.action == "take-backup") return Words::tr("Take a backup");
    if (check.action == "enter-tie-out") return Words::tr("Enter the bank statement…");
    if (check.action == "defer-contributions") return Words::tr("Defer these…");
    return {};
}

void showChecks(Section& section, const console::StepDetail& detail, const SectionWishes& wishes)
{
    QString fingerprint;
    for (const close::Check& check : detail.checks)
        fingerprint += fromCore(check.text) + (check.holds ? QLatin1Char('+') : QLatin1Char('-')) +
                       join(check.offending) + fromCore(check.remedy) + fromCore(check.action);
    section.show(fingerprint, [&](QVBoxLayout* column) {
        column->setSpacing(space::s);
        for (const close::Check& check : detail.checks) {
            QHBoxLayout* row = shapedRow(check.holds ? Status::Completed : Status::Failed);
            auto* words = new QVBoxLayout;
            words->setSpacing(2);
            words->addWidget(
                wrapped(fromCore(check.text), check.holds ? LabelKind::Plain : LabelKind::Strong));
            if (!check.holds) {
                for (const std::string& record : check.offending)
                    words->addWidget(wrapped(QStringLiteral("•  ") + fromCore(record)));
                if (!check.remedy.empty())
                    words->addWidget(wrapped(fromCore(check.remedy), LabelKind::Secondary));
                if (const QString label = mendLabel(check); !label.isEmpty()) {
                    auto* mend = makeButton(label);
                    QObject::connect(mend, &QPushButton::clicked, mend,
                                     [check, ask = wishes.mend] { ask(check); });
                    words->addWidget(mend, 0, Qt::AlignLeft);
                }
            }
            row->addLayout(words, 1);
            column->addLayout(row);
        }
    });
}

void showFacts(Section& section, const std::vector<close::Fact>& facts)
{
    QString fingerprint;
    for (const close::Fact& fact : facts)
        fingerprint += fromCore(fact.label) + QLatin1Char('=') + fromCore(fact.value) + QLatin1Char(';');
    section.show(fingerprint, [&](QVBoxLayout* column) {
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(space::l);
        grid->setVerticalSpacing(2);
        grid->setColumnStretch(1, 1);
        int row = 0;
        for (const close::Fact& fact : facts) {
            grid->addWidget(makeLabel(fromCore(fact.label), LabelKind::Secondary), row, 0, Qt::AlignTop);
            grid->addWidget(wrapped(fromCore(fact.value)), row++, 1);
        }
        column->addLayout(grid);
    });
}

void showFigures(Section& section, const console::StepDetail& detail, const SectionWishes& wishes)
{
    QString fingerprint;
    for (const exchange::Table& table : detail.figures) {
        fingerprint += fromCore(table.title) + QLatin1Char('#') + QString::number(table.rows.size());
        for (const auto& row : table.rows)
            for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i)
                fingerprint += QLatin1Char('|') + cellText(row[i], table.columns[i].type);
    }
    section.show(fingerprint, [&](QVBoxLayout* column) {
        column->setSpacing(space::m);
        for (const exchange::Table& table : detail.figures) {
            auto* view = new FiguresView(table);
            QObject::connect(view, &FiguresView::exportWanted, view,
                             [table, ask = wishes.exportTable] { ask(table); });
            column->addWidget(view);
        }
    });
}

void showEvidence(Section& section, const console::StepDetail& detail, const std::string& user,
                  const SectionWishes& wishes)
{
    const auto isOpened = [&](const console::EvidenceItem& item) {
        return std::find(item.openedBy.begin(), item.openedBy.end(), user) != item.openedBy.end();
    };
    QString fingerprint = QStringLiteral("evidence");
    for (const console::EvidenceItem& item : detail.evidence)
        fingerprint += QStringLiteral("|%1 %2 %3").arg(item.key).arg(fromCore(item.name)).arg(isOpened(item));
    section.show(fingerprint, [&](QVBoxLayout* column) {
        for (const console::EvidenceItem& item : detail.evidence) {
            auto* row = new QHBoxLayout;
            row->setSpacing(space::s);
            auto* open = makeButton(fromCore(item.name), ButtonKind::Link, QStringLiteral("open"));
            open->setToolTip(Words::tr("%1\nAdded by %2, %3\nHash %4")
                                 .arg(fromCore(item.name), fromCore(item.addedBy), absoluteTime(item.addedAt),
                                      fromCore(item.hash)));
            open->setAccessibleName(Words::tr("Open %1").arg(fromCore(item.name)));
            QObject::connect(open, &QPushButton::clicked, open,
                             [key = item.key, ask = wishes.openEvidence] { ask(key); });
            row->addWidget(open);
            if (isOpened(item)) {
                row->addWidget(new StatusShape(Status::Completed));
                row->addWidget(makeLabel(Words::tr("opened"), LabelKind::Caption));
            } else {
                row->addWidget(makeLabel(Words::tr("not opened by you"), LabelKind::Caption));
            }
            row->addStretch(1);
            column->addLayout(row);
        }
        auto* attach = makeButton(Words::tr("Attach…"), ButtonKind::Normal, QStringLiteral("attach"));
        attach->setAccessibleName(Words::tr("Attach evidence"));
        QObject::connect(attach, &QPushButton::clicked, attach, [ask = wishes.attach] { ask(); });
        column->addWidget(attach, 0, Qt::AlignLeft);
    });
}

void showAttempts(Section& section, const console::StepDetail& detail, Instant now)
{
    QString fingerprint;
    for (const console::Attempt& attempt : detail.attempts)
        fingerprint += QStringLiteral("|%1 %2 %3")
                           .arg(attempt.number)
                           .arg(fromCore(attempt.outcome), fromCore(attempt.message));
    section.show(fingerprint, [&](QVBoxLayout* column) {
        for (const console::Attempt& attempt : detail.attempts) {
            const Status status = parseStatus(attempt.outcome);
            QHBoxLayout* row = shapedRow(status);
            const QString number =
                attempt.number > 0 ? QString::number(attempt.number) + QStringLiteral("  ") : QString();
            QLabel* when =
                makeLabel(number + shortTime(attempt.at, now) + QStringLiteral("  ") + statusWord(status));
            when->setToolTip(absoluteTime(attempt.at));
            row->addWidget(when, 0, Qt::AlignTop);
            row->addWidget(makeLabel(fromCore(attempt.by), LabelKind::Secondary), 0, Qt::AlignTop);
            row->addWidget(wrapped(fromCore(attempt.message), LabelKind::Secondary), 1);
            column->addLayout(row);
        }
    });
}

} // namespace habitat::ui
