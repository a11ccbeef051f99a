#pragma once

#include <QWidget>

namespace ui {

class PanePlate;
class SceneView;

/// One view of the stage. Among others it has a plate above it and, where it is the active one, a frame in the accent
/// colour; alone it is the bare view.
class Pane : public QWidget {
    Q_OBJECT

public:
    explicit Pane(QWidget* parent = nullptr);

    SceneView& view() const { return *m_view; }
    PanePlate& plate() const { return *m_plate; }

    void setAlone(bool alone);
    void setActive(bool active);
    bool isActive() const { return m_active; }

signals:
    /// A person pressed a button on it.
    void chosen();
    void closeWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    SceneView* m_view;
    PanePlate* m_plate;
    bool m_alone = true, m_active = false;
};

} // namespace ui
