// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitat_console/screenshot.h"

#include "ui/shell/main_window.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <utility>

namespace habitat::app {

Screenshot::Screenshot(ui::MainWindow& window, QString file)
    : QObject(&window), m_window(window), m_file(std::move(file))
{
    // Queued: what was just shown is laid out before it is drawn.
    connect(&window, &ui::MainWindow::settled, this, &Screenshot::take, Qt::QueuedConnection);
    connect(&window, &ui::MainWindow::stuck, this, &Screenshot::fail, Qt::QueuedConnection);
    QTimer::singleShot(std::chrono::minutes(2), this,
                       [this] { fail(QStringLiteral("The view did not load in two minutes.")); });
}

void Screenshot::take()
{
    // New words ask for room, layout by layout up to the window, over some turns of the event loop.
    const QImage now = m_window.grab().toImage();
    if (std::exchange(m_before, now) != now)
        QTimer::singleShot(std::chrono::milliseconds(20), this, &Screenshot::take);
    else if (now.save(m_file))
        QCoreApplication::exit(0);
    else
        fail(QStringLiteral("“%1” could not be written.").arg(m_file));
}

void Screenshot::fail(const QString& why)
{
    std::fprintf(stderr, "habitat-console: %s\n", qPrintable(why));
    QCoreApplication::exit(1);
}

} // namespace habitat::app
