// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_view.h"

#include "ui/diagram/camera.h"
#include "ui/diagram/diagram_accessible.h"
#include "ui/diagram/diagram_painter.h"
#include "ui/diagram/navigation.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace habitat::ui {
DiagramView::DiagramView(QWidget* parent) : QWidget(parent), m_camera(new Camera(*this))
{
    installDiagramAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(m_camera, &Camera::moved, this, [this] {
        update();
        emit scaleChanged();
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
    updateName();
    lookAtStart();
}

void DiagramView::showMarks(DiagramMarks marks)
{
    if (marks == m_marks) return;
    const QString before = busiest();
    m_marks = std::move(marks);
    updateName();
    if (m_camera->isUntouched() && busiest() != before)
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

void DiagramView::lookAtStart()
{
    const QString busy = busiest();
    const DiagramNode* place = m_picture.node(busy.isEmpty() ? firstElement(m_picture) : busy);
    m_camera->start(m_picture.bounds, place ? place->box : QRectF());
}

qreal DiagramView::scale() const
{
    return m_camera->scale();
}

void DiagramView::fit()
{
    if (!m_picture.isEmpty()) m_camera->fit(m_picture.bounds);
}

void DiagramView::zoomIn()
{
    const DiagramNode* node = m_picture.node(m_current);
    if (!m_picture.isEmpty())
        m_camera->zoomIn((node ? m_camera->toWidget(node->box) : QRectF(rect())).center());
}

void DiagramView::zoomOut()
{
    if (!m_picture.isEmpty()) m_camera->zoomOut(QRectF(rect()).center());
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
    const QPointF point = m_camera->toPicture(where);
    // What lies on top is found first.
    for (auto node = m_picture.nodes.crbegin(); node != m_picture.nodes.crend(); ++node)
        if (node->isElement() && node->box.adjusted(-2, -2, 2, 2).contains(point)) return node->id;
    return {};
}

QRect DiagramView::rectOf(const QString& elementId) const
{
    const DiagramNode* node = m_picture.node(elementId);
    return node ? m_camera->toWidget(node->box).toRect() : QRect();
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
    if (const DiagramNode* node = m_picture.node(elementId)) m_camera->reveal(node->box);
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
    const QRectF bounds =
        m_picture.bounds.adjusted(-Camera::margin, -Camera::margin, Camera::margin, Camera::margin);
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
        const qreal scale = m_camera->scale();
        painter.translate(m_camera->offset());
        painter.scale(scale, scale);
        DiagramLook look{m_selected, m_current, hasFocus(), m_hovered, scale};
        paintDiagram(
            painter, m_picture, m_marks, look,
            QRectF(m_camera->toPicture(event->rect().topLeft()), QSizeF(event->rect().size()) / scale));
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
    const QSize grown = event->size() - event->oldSize();
    if (m_camera->isUntouched())
        lookAtStart();
    else
        m_camera->growBy(QPointF(grown.width(), grown.height()));
}

void DiagramView::wheelEvent(QWheelEvent* event)
{
    const QPoint angle = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier ||
        (event->modifiers() == Qt::NoModifier && !event->pixelDelta().isNull())) {
        const QPoint by =
            event->pixelDelta().isNull() ? QPoint(angle.x() + angle.y(), 0) : event->pixelDelta();
        m_camera->panTo(m_camera->offset() + by);
    } else if (angle.y() != 0 && !m_picture.isEmpty()) {
        m_camera->zoomBy(std::pow(Camera::step, angle.y() / 120.0), event->position());
    }
    event->accept();
}

void DiagramView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position();
    m_offsetAtPress = m_camera->offset();
    m_isPanning = false;
}

void DiagramView::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) {
        const QPointF by = event->position() - m_pressed;
        if (!m_isPanning && by.manhattanLength() < QApplication::startDragDistance()) return;
        m_isPanning = true;
        setCursor(Qt::ClosedHandCursor);
        m_camera->panTo(m_offsetAtPress + by);
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
