// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace habitat::ui {

/// A label of one line that ends in … where there is no room, and then says all of it in its tooltip. GUI
/// thread.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);

    /// Hides QLabel's on purpose: the whole text is kept here.
    void setText(const QString& text);
    [[nodiscard]] QString fullText() const { return m_text; }
    /// How much of it is shown before it is cut, in pixels; all of it where it is shorter.
    void setLeast(int width);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateTip();
    QString m_text;
    int m_least = 0;
};

} // namespace habitat::ui
