// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_view.h"

#include "ui/diagram/diagram_accessible.h"
#include "ui/diagram/diagram_painter.h"
#include "ui/diagram/navigation.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace habitat::ui {
namespace {

constexpr qreal smallest = 0.15;
constexpr qreal largest = 4.0;
constexpr qreal step = 1.25;
constexpr qreal margin = 16;
/// Below this the words of a task cannot be read: rather part of the picture than all of it.
constexpr qreal readable = 0.56;

} // namespace

DiagramView::DiagramView(QWidget* parent) : QWidget(parent)
{
    installDiagramAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_glide.setDuration(140);
    m_glide.setStartValue(0.0);
    m_glide.setEndValue(1.0);
    m_glide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_glide, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        const qreal at = value.toReal();
        // Scales multiply, so they glide by their logarithm.
        const qreal scale = m_fromScale * std::pow(m_toScale / m_fromScale, at);
        setView(scale, m_fromOffset + (m_toOffset - m_fromOffset) * at);
    });
    if (Theme::instance()) connect(Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    updateName();
}

void DiagramView::showPicture(DiagramPicture picture)
{
    m_picture = std::move(picture);
    m_selected.clear();
    m_hovered.clear();
    m_current.clear();
    m_isUntouched = true;
    updateName();
    lookAtStart();
}

void DiagramView::showMarks(DiagramMarks marks)
{
    if (marks == m_marks) return;
    const QString before = busiest();
    m_marks = std::move(marks);
    updateName();
    if (m_isUntouched && busiest() != before)
        lookAtStart();
    else
        update();
}

void DiagramView::updateName()
{
    QStringList words{m_picture.name.isEmpty() ? tr("Process diagram")
                                               : tr("Diagram of %1").arg(m_picture.name)};
    const QString where = busiest();
    if (!where.isEmpty()) words << wordsOf(where);
    setAccessibleName(words.join(QStringLiteral(". ")));
    setAccessibleDescription(
        tr("Arrows move along the flows, Enter chooses, plus and minus zoom, 0 shows all"));
}

QString DiagramView::busiest() const
{
    const auto rank = [](const ElementMarks& marks) {
        return marks.incidents > 0 ? 3 : marks.isHeld ? 2 : marks.active > 0 ? 1 : 0;
    };
    QString best;
    int bestRank = 0;
    // The innermost of those alike: a sub-process is active because of what is in it.
    for (const DiagramNode& node : m_picture.nodes) {
        const int mine = node.isElement() ? rank(m_marks.of(node.id)) : 0;
        if (mine > 0 && mine >= bestRank) {
            best = node.id;
            bestRank = mine;
        }
    }
    return best;
}

qreal DiagramView::fittingScale() const
{
    if (m_picture.isEmpty()) return 1;
    const QSizeF room(std::max(40.0, width() - 2 * margin), std::max(40.0, height() - 2 * margin));
    const qreal scale =
        std::min(room.width() / m_picture.bounds.width(), room.height() / m_picture.bounds.height());
    return std::clamp(scale, smallest, 1.25);
}

void DiagramView::lookAtStart()
{
    const qreal whole = fittingScale();
    m_scale = std::max(whole, std::min(readable, 1.0));
    const bool all = m_scale <= whole;
    const QString busy = busiest();
    const DiagramNode* place = m_picture.node(busy.isEmpty() ? firstElement(m_picture) : busy);
    centreOn(all || !place ? m_picture.bounds.center() : place->box.center());
    keepInSight();
    update();
    emit scaleChanged();
}

void DiagramView::centreOn(const QPointF& point)
{
    m_offset = QRectF(rect()).center() - point * m_scale;
}

/// No empty ground beside the picture while there is more of it on the other side.
void DiagramView::keepInSight()
{
    if (m_picture.isEmpty()) return;
    const QRectF shown = toWidget(m_picture.bounds).adjusted(-margin, -margin, margin, margin);
    const auto shift = [](qreal low, qreal high, qreal room) {
        if (high - low <= room) return (room - (high - low)) / 2 - low;
        return low > 0 ? -low : high < room ? room - high : 0.0;
    };
    m_offset +=
        QPointF(shift(shown.left(), shown.right(), width()), shift(shown.top(), shown.bottom(), height()));
}

QRectF DiagramView::toWidget(const QRectF& box) const
{
    return {box.topLeft() * m_scale + m_offset, box.size() * m_scale};
}

void DiagramView::setView(qreal scale, const QPointF& offset)
{
    m_scale = scale;
    m_offset = offset;
    update();
    emit scaleChanged();
}

void DiagramView::glideTo(qreal scale, const QPointF& offset)
{
    m_glide.stop();
    m_fromScale = m_scale;
    m_fromOffset = m_offset;
    m_toScale = scale;
    m_toOffset = offset;
    if (!isVisible() || !style()->styleHint(QStyle::SH_Widget_Animate, nullptr, this))
        setView(scale, offset);
    else
        m_glide.start();
}

void DiagramView::fit()
{
    if (m_picture.isEmpty()) return;
    m_isUntouched = false;
    const qreal scale = fittingScale();
    glideTo(scale, QRectF(rect()).center() - m_picture.bounds.center() * scale);
}

void DiagramView::zoomBy(qreal factor, const QPointF& about)
{
    if (m_picture.isEmpty()) return;
    m_isUntouched = false;
    // A second press while the first still glides goes on from where that one ends.
    const bool gliding = m_glide.state() == QAbstractAnimation::Running;
    const qreal from = gliding ? m_toScale : m_scale;
    const QPointF offset = gliding ? m_toOffset : m_offset;
    const qreal scale = std::clamp(from * factor, smallest, largest);
    glideTo(scale, about - (about - offset) * (scale / from));
}

void DiagramView::zoomIn()
{
    const DiagramNode* node = m_picture.node(m_current);
    zoomBy(step, node ? toWidget(node->box).center() : QRectF(rect()).center());
}

void DiagramView::zoomOut()
{
    zoomBy(1 / step, QRectF(rect()).center());
}

QStringList DiagramView::elements() const
{
    QStringList ids;
    for (const DiagramNode& node : m_picture.nodes)
        if (node.isElement()) ids << node.id;
    return ids;
}

QString DiagramView::elementAt(const QPointF& where) const
{
    const QPointF point = toDiagram(where);
    // What lies on top is found first.
    for (auto node = m_picture.nodes.crbegin(); node != m_picture.nodes.crend(); ++node)
        if (node->isElement() && node->box.adjusted(-2, -2, 2, 2).contains(point)) return node->id;
    return {};
}

QRect DiagramView::rectOf(const QString& elementId) const
{
    const DiagramNode* node = m_picture.node(elementId);
    return node ? toWidget(node->box).toRect() : QRect();
}

QString DiagramView::wordsOf(const QString& elementId) const
{
    const DiagramNode* node = m_picture.node(elementId);
    if (!node) return {};
    QString words = node->name.isEmpty()
                        ? kindText(*node)
                        : QStringLiteral("%1, %2").arg(node->name, kindText(*node).toLower());
    const QString state = marksText(m_marks.of(elementId));
    return state.isEmpty() ? words : QStringLiteral("%1: %2").arg(words, state);
}

void DiagramView::select(const QString& elementId)
{
    if (elementId == m_selected) return;
    m_selected = m_picture.node(elementId) ? elementId : QString();
    if (!m_selected.isEmpty()) {
        m_current = m_selected;
        reveal(m_selected);
    }
    update();
}

void DiagramView::reveal(const QString& elementId)
{
    const DiagramNode* node = m_picture.node(elementId);
    if (!node) return;
    const QRectF box = toWidget(node->box).adjusted(-margin, -margin, margin, margin);
    QPointF offset = m_offset;
    if (box.left() < 0) offset.rx() -= box.left();
    if (box.right() > width()) offset.rx() -= box.right() - width();
    if (box.top() < 0) offset.ry() -= box.top();
    if (box.bottom() > height()) offset.ry() -= box.bottom() - height();
    if (offset == m_offset) return;
    glideTo(m_scale, offset);
}

void DiagramView::moveTo(const QString& elementId)
{
    if (elementId.isEmpty()) return;
    m_current = elementId;
    reveal(elementId);
    update();
    QAccessibleEvent focus(this, QAccessible::Focus);
    focus.setChild(int(elements().indexOf(elementId)));
    QAccessible::updateAccessibility(&focus);
}

QImage DiagramView::render(qreal scale) const
{
    const QRectF bounds = m_picture.bounds.adjusted(-margin, -margin, margin, margin);
    QImage image((bounds.size() * scale).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.fill(Theme::current().window);
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.translate(-bounds.topLeft());
    DiagramLook look;
    look.selected = m_selected;
    look.scale = scale;
    paintDiagram(painter, m_picture, m_marks, look, bounds);
    return image;
}

void DiagramView::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    const Palette& palette = Theme::current();
    painter.fillRect(event->rect(), palette.window);
    if (!m_picture.isEmpty()) {
        painter.save();
        painter.translate(m_offset);
        painter.scale(m_scale, m_scale);
        DiagramLook look{m_selected, m_current, hasFocus(), m_hovered, m_scale};
        paintDiagram(painter, m_picture, m_marks, look,
                     QRectF(toDiagram(event->rect().topLeft()), QSizeF(event->rect().size()) / m_scale));
        painter.restore();
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

void DiagramView::resizeEvent(QResizeEvent* event)
{
    m_glide.stop();
    if (m_isUntouched)
        lookAtStart();
    else
        m_offset += QPointF(event->size().width() - event->oldSize().width(),
                            event->size().height() - event->oldSize().height()) /
                    2;
}

void DiagramView::wheelEvent(QWheelEvent* event)
{
    const QPoint angle = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier ||
        (event->modifiers() == Qt::NoModifier && !event->pixelDelta().isNull())) {
        m_isUntouched = false;
        m_glide.stop();
        const QPoint by =
            event->pixelDelta().isNull() ? QPoint(angle.x() + angle.y(), 0) : event->pixelDelta();
        setView(m_scale, m_offset + by);
    } else if (angle.y() != 0) {
        zoomBy(std::pow(step, angle.y() / 120.0), event->position());
    }
    event->accept();
}

void DiagramView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position();
    m_offsetAtPress = m_offset;
    m_isPanning = false;
}

void DiagramView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) {
        const QPointF by = event->position() - m_pressed;
        if (!m_isPanning && by.manhattanLength() < QApplication::startDragDistance()) return;
        m_isPanning = true;
        m_isUntouched = false;
        m_glide.stop();
        setCursor(Qt::ClosedHandCursor);
        setView(m_scale, m_offsetAtPress + by);
        return;
    }
    const QString hovered = elementAt(event->position());
    if (hovered == m_hovered) return;
    m_hovered = hovered;
    setCursor(hovered.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event)
{
    setCursor(Qt::ArrowCursor);
    if (m_isPanning || event->button() != Qt::LeftButton) return;
    const QString element = elementAt(event->position());
    if (!element.isEmpty()) m_current = element;
    select(element);
    emit chosen(element);
}

void DiagramView::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) return QWidget::keyPressEvent(event);
    const auto go = [this](Direction direction) { moveTo(neighbourOf(m_picture, m_current, direction)); };
    switch (event->key()) {
    case Qt::Key_Left:
        return go(Direction::Left);
    case Qt::Key_Right:
        return go(Direction::Right);
    case Qt::Key_Up:
        return go(Direction::Up);
    case Qt::Key_Down:
        return go(Direction::Down);
    case Qt::Key_Home:
        return moveTo(firstElement(m_picture));
    case Qt::Key_End:
        return moveTo(lastElement(m_picture));
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_0:
        return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        select(m_current);
        emit chosen(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void DiagramView::focusInEvent(QFocusEvent* event)
{
    if (m_current.isEmpty()) {
        const QString busy = busiest();
        m_current = busy.isEmpty() ? firstElement(m_picture) : busy;
    }
    QWidget::focusInEvent(event);
}

void DiagramView::leaveEvent(QEvent*)
{
    if (std::exchange(m_hovered, {}).isEmpty()) return;
    update();
}

bool DiagramView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QString element = elementAt(help->pos());
        if (element.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), wordsOf(element), this, rectOf(element));
        return true;
    }
    return QWidget::event(event);
}

} // namespace habitat::ui
