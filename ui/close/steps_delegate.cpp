// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close/steps_delegate.h"

#include "ui/close/steps_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/row_ground.h"

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
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(4, 1, -4, -1);
    RowStates states;
    states.setFlag(RowState::Chosen, option.state & QStyle::State_Selected);
    states.setFlag(RowState::Hovered, option.state & QStyle::State_MouseOver);
    states.setFlag(RowState::Focused, option.state & QStyle::State_HasFocus);
    paintRowGround(*painter, box, states);

    const int line = (box.height() - 8) / 2;
    const QRect number(box.x() + 6, box.y() + 4, 22, line);
    painter->setFont(Theme::numberFont());
    painter->setPen(Theme::current().secondary);
    painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter,
                      QString::number(index.data(StepsModel::NumberRole).toInt()));
    const QRect name(number.right() + space::s + 1, number.y(),
                     box.right() - space::s - number.right() - space::s, line);
    paintName(*painter, name, option.font, index);
    paintProgress(*painter, name.translated(0, line), index);
    painter->restore();
}

void StepsDelegate::paintName(QPainter& painter, const QRect& room, const QFont& plain,
                              const QModelIndex& index) const
{
    const Palette& palette = Theme::current();
    const QFont font = index.data(StepsModel::IsCurrentRole).toBool() ? Theme::strongFont() : plain;
    const bool isPivot = index.data(StepsModel::IsPivotRole).toBool();
    const bool isDrill = index.data(StepsModel::IsDrillRole).toBool();
    const int tagRoom = (isPivot ? 52 : 0) + (isDrill ? 52 : 0);
    painter.setFont(font);
    painter.setPen(palette.text);
    const QString shown =
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, room.width() - tagRoom);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, shown);
    int tagX = room.x() + QFontMetrics(font).horizontalAdvance(shown) + space::s;
    if (isPivot) {
        paintTag(painter, tagX, room.center().y(), tr("PIVOT"), palette.status(Status::Waiting));
        tagX += 52;
    }
    if (isDrill) paintTag(painter, tagX, room.center().y(), tr("DRILL"), palette.status(Status::Retrying));
}

void StepsDelegate::paintProgress(QPainter& painter, const QRect& room, const QModelIndex& index) const
{
    const int left = paintSigners(painter, room, index.data(StepsModel::SignersRole).toStringList());
    painter.setFont(Theme::captionFont());
    const QRect words = QRect(room.topLeft(), QPoint(left - space::s, room.bottom()));
    const auto status = Status(index.data(StepsModel::StatusRole).toInt());
    const QColor colour = Theme::current().status(status).text;
    paintIcon(painter, QRectF(words.x(), words.center().y() - 5.5, 12, 12), statusIcon(status), colour);
    painter.setPen(colour);
    const QRect text = words.adjusted(18, 0, 0, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(index.data(StepsModel::WordsRole).toString(),
                                                      Qt::ElideRight, text.width()));
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
