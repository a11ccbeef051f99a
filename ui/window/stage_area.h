#pragma once

#include <QWidget>

namespace ui {

class MessageBar;

/// The middle of the window: the stage or the start screen, with messages above it: laid over the
/// upper edge of the stage, pushing the start screen down.
class StageArea : public QWidget {
    Q_OBJECT

public:
    explicit StageArea(QWidget* parent = nullptr);

    /// The stage's view, and what is shown in its place on the start screen.
    void setView(QWidget* view);
    void setGallery(QWidget* gallery);
    void showGallery(bool shown);
    /// Gives the keyboard to what is shown.
    void takeFocus();
    MessageBar* messages() const { return m_messages; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent*) override;

private:
    void place();

    QWidget* m_view = nullptr;
    QWidget* m_gallery = nullptr;
    bool m_showsGallery = false;
    MessageBar* m_messages;
};

} // namespace ui
