// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/pictures/scene.h"
#include "ui/shell/main_window.h"

#include <memory>

class QDialog;

/// The console's window with a scene in it.
namespace habitat::ui {

class Stage
{
public:
    explicit Stage(const QSize& size);
    ~Stage();

    /// Signs in, goes to the place and does what the scene does there; false where it never came to rest.
    [[nodiscard]] bool play(const Scene& scene);

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] FakeBackend& backend() { return m_backend; }
    [[nodiscard]] QList<QDialog*> dialogs() const;

private:
    bool enter(const Scene& scene);

    FakeBackend m_backend;
    QSize m_size;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace habitat::ui
