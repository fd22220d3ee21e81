// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <optional>

namespace habitat::ui {
namespace {

QByteArray source(const QString& name)
{
    static QHash<QString, QByteArray> cache;
    const auto found = cache.constFind(name);
    if (found != cache.constEnd()) return *found;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return *cache.insert(name, text);
}

/// One drawing in one colour, parsed once; repainting a list must not parse XML a row.
QSvgRenderer& renderer(const QString& name, const QColor& colour)
{
    static QHash<QPair<QString, QRgb>, std::shared_ptr<QSvgRenderer>> cache;
    std::shared_ptr<QSvgRenderer>& entry = cache[{name, colour.rgba()}];
    if (!entry) {
        QByteArray svg = source(name);
        svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        entry = std::make_shared<QSvgRenderer>(svg);
    }
    return *entry;
}

class ThemedEngine final : public QIconEngine
{
public:
    ThemedEngine(QString name, std::optional<Status> status) : m_name(std::move(name)), m_status(status) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, colour(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, colour(mode), qMin(size.width(), size.height()), 1.0);
    }
    [[nodiscard]] QIconEngine* clone() const override { return new ThemedEngine(m_name, m_status); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const
    {
        const Palette& palette = Theme::current();
        if (mode == QIcon::Disabled) return palette.disabled;
        return m_status ? palette.status(*m_status).text : palette.text;
    }

    QString m_name;
    std::optional<Status> m_status;
};

} // namespace

QIcon icon(const QString& name)
{
    return QIcon(new ThemedEngine(name, std::nullopt));
}

QIcon statusQIcon(Status status)
{
    return QIcon(new ThemedEngine(statusIcon(status), status));
}

void paintIcon(QPainter& painter, const QRectF& where, const QString& name, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    renderer(name, colour).render(&painter, where);
    painter.restore();
}

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal ratio)
{
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(painter, QRectF(0, 0, size, size), name, colour);
    return pixmap;
}

bool hasIcon(const QString& name)
{
    return !source(name).isEmpty();
}

} // namespace habitat::ui
