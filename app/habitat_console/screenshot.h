// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QString>

namespace habitat::ui {
class MainWindow;
}

namespace habitat::app {

/// Draws the window into a file once it shows what was asked for, then ends the program: with 0 where the
/// file was written, with 1 and words on standard error where it was not. GUI thread.
class Screenshot final : public QObject
{
    Q_OBJECT

public:
    Screenshot(ui::MainWindow& window, QString file);

private:
    void take();
    void fail(const QString& why);

    ui::MainWindow& m_window;
    QString m_file;
    /// Drawn once two in a row are alike.
    QImage m_before;
};

} // namespace habitat::app
