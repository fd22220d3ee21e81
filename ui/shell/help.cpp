// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/help.h"

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/key_registry.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QGridLayout>
#include <QScrollArea>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace habitat::ui {
namespace {

QVBoxLayout* prepare(QDialog& dialog, const QString& title, const QSize& size)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.setWindowTitle(title);
    dialog.resize(size);
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(space::l, space::l, space::l, space::m);
    column->setSpacing(space::m);
    return column;
}

void addClose(QDialog& dialog, QVBoxLayout* column)
{
    auto* close = makeButton(HelpDialog::tr("Close"));
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, &dialog, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignRight);
}

} // namespace

QString keysText(const QList<QKeySequence>& keys)
{
    QStringList names;
    for (const QKeySequence& key : keys)
        names << key.toString(QKeySequence::NativeText);
    return names.join(HelpDialog::tr(" or "));
}

HelpDialog::HelpDialog(const QString& page, QWidget* parent) : QDialog(parent), m_page(page)
{
    auto* column = prepare(*this, tr("Help"), {640, 560});
    QFile file(QStringLiteral(":/help/%1.md").arg(page));
    if (!file.open(QIODevice::ReadOnly)) {
        m_page = QStringLiteral("console");
        file.setFileName(QStringLiteral(":/help/console.md"));
        file.open(QIODevice::ReadOnly);
    }
    auto* text = new QTextBrowser;
    text->setAccessibleName(tr("Help"));
    text->setOpenExternalLinks(true);
    text->document()->setDocumentMargin(space::m);
    text->setMarkdown(QString::fromUtf8(file.readAll()));
    column->addWidget(text, 1);
    addClose(*this, column);
}

KeysDialog::KeysDialog(const KeyRegistry& keys, QWidget* parent) : QDialog(parent)
{
    auto* column = prepare(*this, tr("All keys"), {560, 600});
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setHorizontalSpacing(space::xl);
    grid->setVerticalSpacing(space::xs);
    grid->setColumnStretch(1, 1);
    QStringList scopes;
    for (const KeyRegistry::Entry& entry : keys.entries())
        if (!scopes.contains(entry.binding.scope.title)) scopes << entry.binding.scope.title;
    int row = 0;
    for (const QString& scope : scopes) {
        auto* title = makeLabel(scope, LabelKind::Section);
        title->setContentsMargins(0, row == 0 ? 0 : space::m, 0, space::xs);
        grid->addWidget(title, row++, 0, 1, 2);
        for (const KeyRegistry::Entry& entry : keys.entries()) {
            if (entry.binding.scope.title != scope || entry.binding.keys.isEmpty()) continue;
            grid->addWidget(makeLabel(keysText(entry.binding.keys), LabelKind::Strong), row, 0);
            grid->addWidget(makeLabel(entry.binding.text), row++, 1);
        }
    }
    grid->setRowStretch(row, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("All keys"));
    column->addWidget(scroll, 1);
    addClose(*this, column);
}

} // namespace habitat::ui
