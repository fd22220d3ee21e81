// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/habitat_console/screenshot.h"

#include "ui/shell/main_window.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>

#include <chrono>
#include <cstdio>

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
    QCoreApplication::sendPostedEvents();
    if (m_window.grab().save(m_file))
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
