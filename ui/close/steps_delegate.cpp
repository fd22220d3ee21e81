// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/steps_delegate.h"

#include "ui/close/steps_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace habitat::ui {
namespace {

constexpr int rowHeight = 44;

void paintTag(QPainter& painter, int x, int middle, const QString& text, const StatusColours& colours)
{
    QFont font = Theme::captionFont();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QRectF box(x, middle - 8, painter.fontMetrics().horizontalAdvance(text) + 10, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.tint);
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(colours.text);
    painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace

QSize StepsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {240, rowHeight};
}

void StepsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const Palette& palette = Theme::current();
    const auto status = Status(index.data(StepsModel::StatusRole).toInt());
    const bool isCurrent = index.data(StepsModel::IsCurrentRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(4, 1, -4, -1);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? palette.selection : palette.hover);
        painter->drawRoundedRect(box, 6, 6);
    }
    if (option.state & QStyle::State_Selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(palette.accent);
        painter->drawRoundedRect(QRectF(box.x(), box.y() + 8, 3, box.height() - 16), 1.5, 1.5);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(palette.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6);
    }
    const int top = box.y() + 4;
    const int line = (box.height() - 8) / 2;
    const QRect number(box.x() + 6, top, 22, line);
    painter->setFont(Theme::numberFont());
    painter->setPen(palette.secondary);
    painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter,
                      QString::number(index.data(StepsModel::NumberRole).toInt()));

    QRect name(number.right() + space::s + 1, top, box.right() - space::s - number.right() - space::s, line);
    const QStringList signers = index.data(StepsModel::SignersRole).toStringList();
    QFont font = isCurrent ? Theme::strongFont() : option.font;
    const bool isPivot = index.data(StepsModel::IsPivotRole).toBool();
    const bool isDrill = index.data(StepsModel::IsDrillRole).toBool();
    const int tagRoom = (isPivot ? 52 : 0) + (isDrill ? 52 : 0);
    painter->setFont(font);
    painter->setPen(palette.text);
    const QString shown =
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, name.width() - tagRoom);
    painter->drawText(name, Qt::AlignLeft | Qt::AlignVCenter, shown);
    int tagX = name.x() + QFontMetrics(font).horizontalAdvance(shown) + space::s;
    if (isPivot) {
        paintTag(*painter, tagX, name.center().y(), tr("PIVOT"), palette.status(Status::Waiting));
        tagX += 52;
    }
    if (isDrill) paintTag(*painter, tagX, name.center().y(), tr("DRILL"), palette.status(Status::Retrying));

    const QRect below(name.x(), top + line, name.width(), line);
    const int left = paintSigners(*painter, below, signers);
    painter->setFont(Theme::captionFont());
    const QRect words = QRect(below.topLeft(), QPoint(left - space::s, below.bottom()));
    const QColor colour = palette.status(status).text;
    paintIcon(*painter, QRectF(words.x(), words.center().y() - 5.5, 12, 12), statusIcon(status), colour);
    painter->setPen(colour);
    const QRect text = words.adjusted(18, 0, 0, 0);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data(StepsModel::WordsRole).toString(),
                                                        Qt::ElideRight, text.width()));
    painter->restore();
}

int StepsDelegate::paintSigners(QPainter& painter, const QRect& room, const QStringList& signers) const
{
    const Palette& palette = Theme::current();
    QFont font = Theme::captionFont();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    int right = room.right();
    for (auto signer = signers.crbegin(); signer != signers.crend(); ++signer) {
        const QChar mark = signer->at(0);
        const QRectF chip(right - 27, room.center().y() - 7.5, 26, 16);
        const StatusColours colours = mark == QLatin1Char('+') ? palette.status(Status::Completed)
                                      : mark == QLatin1Char('!')
                                          ? palette.status(Status::Suspended)
                                          : StatusColours{palette.secondary, palette.window};
        const bool given = mark == QLatin1Char('+');
        painter.setPen(given ? QPen(Qt::NoPen) : QPen(colours.text, 1, Qt::DashLine));
        painter.setBrush(given || mark == QLatin1Char('!') ? QBrush(colours.tint) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(chip, 8, 8);
        painter.setPen(colours.text);
        painter.drawText(chip, Qt::AlignCenter, signer->mid(1));
        right -= 30;
    }
    return right;
}

} // namespace habitat::ui
